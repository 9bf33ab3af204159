/** Where a command prints to. */
export type Output = {
  print(text: string): void;
  printError(text: string): void;
};
