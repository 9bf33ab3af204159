import { isError } from '@backstage/errors';
import { Command, CommanderError } from 'commander';
import { EXIT_CODES } from './exitCodes';
import type { Output } from './Output';
import { validateCommand } from './validate';

/**
 * Runs the `microapps` command.
 *
 * @param args - Without the program's own name.
 * @returns the exit code, one of {@link EXIT_CODES}.
 */
export async function runProgram(
  args: string[],
  output: Output,
): Promise<number> {
  let exitCode: number = EXIT_CODES.ok;
  const program = new Command('microapps')
    .description(
      'The checks of the portal, for a checkout of the microapps repository.',
    )
    .exitOverride()
    .configureOutput({ writeOut: output.print, writeErr: output.printError });
  program.addCommand(
    validateCommand(output, code => {
      exitCode = code;
    })
      .exitOverride()
      .configureOutput({ writeOut: output.print, writeErr: output.printError }),
  );
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has printed what is wrong, or the help that was asked for.
      return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.failed;
    }
    output.printError(`${isError(error) ? error.message : String(error)}\n`);
    return EXIT_CODES.failed;
  }
}
