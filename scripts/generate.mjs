import { findOutdated, generateAll } from './lib/generated.mjs';
import { main } from './lib/main.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setUp.mjs';

// `yarn generate` writes the generated files, `yarn generate --check` fails
// when one of them is out of date.
main(async () => {
  const tools = await setUp();
  if (!process.argv.includes('--check')) {
    for (const file of await generateAll(tools)) {
      say(`Wrote ${file}`);
    }
    return 0;
  }
  const outdated = await findOutdated(tools);
  for (const file of outdated) {
    say(`${file} is out of date: run \`yarn generate\` and commit it.`);
  }
  return outdated.length > 0 ? 1 : 0;
});
