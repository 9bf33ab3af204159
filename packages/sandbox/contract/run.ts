import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { apiRouter } from '../src/forge/api/apiRouter';
import { ForgeContext } from '../src/forge/ForgeContext';
import { startForge } from '../src/forge/startForge';
import { checkCases } from './cases/checkCases';
import { contentCases } from './cases/contentCases';
import { gitCases } from './cases/gitCases';
import { hookCases } from './cases/hookCases';
import { issueCases } from './cases/issueCases';
import { pullCases } from './cases/pullCases';
import { repositoryCases } from './cases/repositoryCases';
import { ContractRun } from './ContractRun';
import { GitHubDescription } from './GitHubDescription';
import { installDescription } from './installDescription';
import { unusedRoutes } from './unusedRoutes';

const TOKEN = 'contract-token';
const AT = { owner: 'acme', repo: 'microapps' };

const GROUPS = [
  repositoryCases,
  gitCases,
  contentCases,
  checkCases,
  issueCases,
  pullCases,
  hookCases,
];

/** Holds every route of a real forge against GitHub's own description. */
async function main(): Promise<number> {
  const run = new ContractRun(
    await GitHubDescription.read(await installDescription()),
  );
  const folder = await mkdtemp(join(tmpdir(), 'forge-contract-'));
  const forge = await startForge({
    stateDir: folder,
    port: 0,
    tokens: {
      [TOKEN]: {
        login: 'portal',
        name: 'Portal',
        email: 'portal@acme.example',
        type: 'Bot',
      },
    },
    seed: [
      {
        name: AT.repo,
        description: 'Micro-apps',
        message: 'Begin',
        author: { name: 'Sam Okafor', email: 'sam@acme.example' },
        files: [
          { path: 'README.md', content: '# Micro-apps\n' },
          { path: 'old.txt', content: 'old\n' },
        ],
      },
    ],
  });
  try {
    const octokit = run.octokit(forge.url, TOKEN);
    const head = await octokit.rest.git.getRef({ ...AT, ref: 'heads/main' });
    const context = {
      ...AT,
      run,
      octokit,
      anonymous: run.octokit(forge.url, ''),
      stranger: run.octokit(forge.url, 'nobody'),
      base: head.data.object.sha,
    };
    for (const group of GROUPS) {
      await group(context);
    }
    const archives = ['tarball', 'zipball'].map(
      kind => `${forge.url}/api/v3/repos/acme/microapps/${kind}/main`,
    );
    for (const archive of archives) {
      const { status } = await fetch(archive);
      run.report(
        `an archive: GET ${new URL(archive).pathname} ${status}`,
        status === 200 ? [] : ['no archive came'],
      );
    }
    // The routes alone are looked at; nothing is asked of this router.
    const router = apiRouter({} as ForgeContext, { rateLimit: 1 });
    // Archives were asked for just now, not through octokit.
    const unused = unusedRoutes(router, run.exchanges).filter(
      route => !/(tar|zip)ball/.test(route),
    );
    run.report(
      'every route of the forge was asked',
      unused.map(route => `nobody asked for ${route}`),
    );
  } finally {
    await forge.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return run.finish();
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    process.exitCode = 1;
  },
);
