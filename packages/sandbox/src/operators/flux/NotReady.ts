/** Why an object is not ready, with Flux's reason for the condition. */
export class NotReady extends Error {
  constructor(readonly reason: string, message: string) {
    super(message);
  }
}
