/** Where a part says what it does. */
export type Logger = {
  info(message: string): void;
  warn(message: string): void;
};

/** Says nothing: for tests. */
export const silentLogger: Logger = {
  info() {},
  warn() {},
};

/** One line per message on standard error, with the time and the part's name. */
export function createLogger(part: string): Logger {
  const write = (level: string) => (message: string) => {
    const line = message.replace(/\s*\n\s*/g, ' | ');
    process.stderr.write(
      `${new Date().toISOString()} ${part} ${level} ${line}\n`,
    );
  };
  return { info: write('info'), warn: write('warn') };
}
