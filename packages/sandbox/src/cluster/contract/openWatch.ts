import { ContractTarget } from './ContractTarget';

/** One line of a watch. */
export type WatchLine = { type: string; object: any };

/** A watch that is read line by line. */
export type OpenedWatch = {
  status: number;
  /** The next line; `undefined` when the server has ended the watch or the connection broke. */
  next(): Promise<WatchLine | undefined>;
  close(): void;
};

/** Opens a watch over plain HTTP. */
export async function openWatch(
  target: ContractTarget,
  path: string,
  query: { [name: string]: string } = {},
  headers: { [name: string]: string } = {},
): Promise<OpenedWatch> {
  const abort = new AbortController();
  const search = new URLSearchParams({ watch: 'true', ...query });
  const response = await fetch(`${target.url}${path}?${search}`, {
    headers: { authorization: `Bearer ${target.token}`, ...headers },
    signal: abort.signal,
  });
  const lines = readLines(response);
  return {
    status: response.status,
    next: async () => (await lines.next()).value,
    close: () => abort.abort(),
  };
}

/**
 * Takes the response and not its body: Node's fetch cancels a body that nobody
 * has begun to read when its response is collected as garbage.
 */
async function* readLines(
  response: Response,
): AsyncGenerator<WatchLine, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk, { stream: true });
      const lines = text.split('\n');
      text = lines.pop()!;
      for (const line of lines) {
        yield JSON.parse(line);
      }
    }
  } catch {
    // A broken connection is the end of the watch, as a clean one is.
  }
  return undefined;
}
