/**
 * The `microapps` command: the checks of the portal, for the microapps
 * repository's own CI.
 *
 * @packageDocumentation
 */
import { runProgram } from './runProgram';

void runProgram(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  printError: text => process.stderr.write(text),
}).then(code => {
  // Not process.exit: what was printed may still be on its way through a pipe.
  process.exitCode = code;
});
