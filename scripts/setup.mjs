import { main } from './lib/main.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setUp.mjs';

main(async () => {
  const { node, kustomize, helm } = await setUp();
  say(`Node: ${node}`);
  say(`kustomize: ${kustomize ?? 'none'}`);
  say(`helm: ${helm ?? 'none'}`);
  return 0;
});
