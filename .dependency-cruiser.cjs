// Imports run one way: common ← node ← backend, modules, scaffolder, catalog,
// cli; common ← microapps (the pages). Only what a rule lists may be imported
// from our other packages.
const ANY = '^(packages|plugins)/';

const COMMON = '^plugins/microapps-common/';
const NODE = '^plugins/microapps-node/';
const BACKEND = '^plugins/microapps-backend/';
const PAGES = '^plugins/microapps/';
const MODULES =
  '^plugins/(microapps-backend-module-[^/]+|scaffolder-backend-module-microapps|catalog-backend-module-microapps)/';
const SANDBOX = '^packages/sandbox/';
const PORTAL_APP = '^packages/app/';
const PORTAL_BACKEND = '^packages/backend/';
const CLI = '^packages/cli/';

/** A rule: files of `from` import nothing of ours but themselves and `allowed`. */
const only = (name, comment, from, allowed = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: ANY, pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    only(
      'common-stands-alone',
      'The common package imports nothing of ours.',
      COMMON,
    ),
    only(
      'node-knows-common',
      'The domain imports only the common package.',
      NODE,
      [COMMON],
    ),
    only(
      'backend-knows-no-module',
      'The backend imports only the node and common packages; modules reach it through extension points.',
      BACKEND,
      [NODE, COMMON],
    ),
    {
      name: 'modules-know-node-and-common',
      comment:
        'A module imports only the node and common packages, and no other module.',
      severity: 'error',
      from: { path: '^(plugins/[^/]+-module-[^/]+)/' },
      to: { path: ANY, pathNot: ['^$1/', NODE, COMMON] },
    },
    only(
      'pages-know-common',
      'What runs in the browser imports only the common package.',
      PAGES,
      [COMMON],
    ),
    only(
      'cli-knows-node-and-common',
      'The command line is the same code as the portal.',
      CLI,
      [NODE, COMMON],
    ),
    only('app-knows-pages', 'The app puts our pages together.', PORTAL_APP, [
      PAGES,
      COMMON,
    ]),
    only(
      'portal-backend-knows-plugins',
      'The portal puts our backend plugins together.',
      PORTAL_BACKEND,
      [BACKEND, MODULES, NODE, COMMON],
    ),
    only(
      'sandbox-stands-alone',
      'The sandbox plays GitHub and Kubernetes; it imports nothing of ours.',
      SANDBOX,
    ),
    {
      name: 'nobody-knows-the-sandbox',
      comment:
        'The product sees GitHub and clusters, never the sandbox; only e2e-tests may use it.',
      severity: 'error',
      from: { path: ANY, pathNot: SANDBOX },
      to: { path: SANDBOX },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Journeys and their helpers are no part of any package.',
      severity: 'error',
      from: { path: ANY },
      to: { path: '^e2e-tests/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Files that import each other in a circle cannot be understood one by one.',
      severity: 'error',
      from: { path: ANY },
      to: {
        circular: true,
        // Types are gone when the code runs.
        viaOnly: { dependencyTypesNot: ['type-only', 'pre-compilation-only'] },
      },
    },
    {
      name: 'not-found',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: { path: ANY },
      to: { couldNotResolve: true, path: '^(@microapps/|\\.)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types|coverage)/' },
    // Our packages and what leads out of them; npm's packages are no subject.
    includeOnly: { path: ['^(packages|plugins|e2e-tests)/', '^@microapps/'] },
    // A type that is imported is knowledge too.
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['main', 'types'],
    },
    progress: { type: 'none' },
  },
};
