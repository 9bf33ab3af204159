import { execFileSync } from 'node:child_process';
import {
  cp,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
  mkdir,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  findHelm,
  findKustomize,
  instanceFiles,
  microAppFromAnswers,
  parseTemplates,
} from '@microapps/plugin-microapps-node';
import { runProgram } from '../runProgram';

// Each test copies the starter and spawns kustomize several times.
jest.setTimeout(30_000);

const ROOT = resolve(__dirname, '../../../..');
const PRESS_KIT = 'instances/press-kit/values.yaml';

describe('microapps validate', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'microapps-cli-'));
    await cp(join(ROOT, 'starter/microapps'), directory, { recursive: true });
    await cp(join(ROOT, 'templates'), join(directory, 'templates'), {
      recursive: true,
    });
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function validate(...args: string[]) {
    let printed = '';
    const print = (text: string) => {
      printed += text;
    };
    const code = await runProgram(['validate', directory, ...args], {
      print,
      printError: print,
    });
    return { code, lines: printed.trimEnd().split('\n') };
  }

  async function edit(path: string, change: (text: string) => string) {
    const file = join(directory, path);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }

  async function write(path: string, text: string) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }

  it('has nothing to say of the starter', async () => {
    const { code, lines } = await validate();

    expect(lines.at(-1)).toMatch(/nothing needs a fix/);
    expect(code).toBe(0);
  });

  it('names file, line and column of what needs a fix', async () => {
    await edit(PRESS_KIT, text => text.replace('CC-1234', 'marketing'));

    await expect(validate()).resolves.toMatchObject({
      code: 1,
      lines: [
        `${PRESS_KIT}:12:3 Enter the cost center that pays for it (like CC-1234).`,
        expect.stringMatching(/1 thing needs a fix\.$/),
      ],
    });
  });

  it.each([
    [
      'a generated file that was changed by hand',
      'instances/press-kit/kustomization.yaml',
      (text: string) => text.replace('_guardrails', 'static-site/base'),
      'instances/press-kit/kustomization.yaml:9:1 Write "  - ../../templates/_guardrails" here: the file is generated, and this line does not follow from values.yaml.',
    ],
    [
      'a line added to a generated file',
      'instances/press-kit/kustomization.yaml',
      (text: string) => `${text}namePrefix: x\n`,
      'instances/press-kit/kustomization.yaml:10:1 Remove this line: the file is generated and does not hold it.',
    ],
    [
      'a pinned file that tells Flux of another app',
      'instances/press-kit/production/flux.yaml',
      (text: string) => text.replace('app: press-kit', 'app: lunch-planner'),
      'instances/press-kit/production/flux.yaml:11:1 Write "    app: press-kit" here: the file is generated, and this line does not follow from values.yaml.',
    ],
    [
      'an answer that the form does not take',
      'instances/lunch-planner/values.yaml',
      (text: string) => text.replace('replicas: 2', 'replicas: 20'),
      'instances/lunch-planner/values.yaml:18:5 "Copies" must be at most 3.',
    ],
    [
      'a template that does not exist',
      PRESS_KIT,
      (text: string) => text.replace('template: static-site', 'template: x'),
      `${PRESS_KIT}:8:3 There is no template "x" that can be used. Choose one of: basic-webapp, scheduled-job, static-site, web-api.`,
    ],
    [
      'a form that is broken',
      'templates/web-api/form.yaml',
      (text: string) => text.replace('renderer: helm', 'renderer: jsonnet'),
      expect.stringMatching(
        /^templates\/web-api\/form\.yaml:\d+:3 spec\.renderer must be one of: kustomize, helm\.$/,
      ),
    ],
  ])('reports %s', async (_what, path, change, line) => {
    await edit(path, change);

    await expect(validate()).resolves.toMatchObject({
      code: 1,
      lines: [line, expect.stringMatching(/1 thing needs a fix/)],
    });
  });

  it('reports files that belong to no micro-app, and never follows a link', async () => {
    await write('instances/press-kit/extra.yaml', 'kind: Secret\n');
    await write('instances/press-kit/production/run.sh', 'id\n');
    await symlink(
      '/etc/hostname',
      join(directory, 'instances/press-kit/link.yaml'),
    );

    await expect(validate()).resolves.toMatchObject({
      code: 1,
      lines: [
        'instances/press-kit/link.yaml:1 Put a plain file here: links are not followed.',
        'instances/press-kit/extra.yaml:1 Remove this file: it is not part of a micro-app.',
        'instances/press-kit/production/run.sh:1 Remove this file: it is not part of a micro-app.',
        expect.any(String),
      ],
    });
  });

  it.each(['values.yaml', 'kustomization.yaml'])(
    'says that a %s is too large, and nothing else of it',
    async name => {
      const path = `instances/press-kit/${name}`;
      await edit(path, text => `${text}# ${'x'.repeat(130 * 1024)}\n`);

      await expect(validate()).resolves.toMatchObject({
        code: 1,
        lines: [
          expect.stringMatching(
            new RegExp(`^${path}\\S* The file is too large: at most 128 KiB`),
          ),
          expect.stringMatching(/1 thing needs a fix/),
        ],
      });
    },
  );

  it('reports what kustomize cannot build', async () => {
    if (!(await findKustomize())) {
      return;
    }
    await edit('templates/static-site/base/kustomization.yaml', text =>
      text.replace('deployment.yaml', 'missing.yaml'),
    );

    const { code, lines } = await validate('--only', 'press-kit');

    expect(code).toBe(1);
    expect(lines[0]).toMatch(
      /^instances\/press-kit\/kustomization\.yaml:1 It cannot be rendered for staging: .*missing\.yaml/,
    );
  });

  it('renders a Helm template', async () => {
    if (!(await findKustomize()) || !(await findHelm())) {
      return;
    }
    const path = 'templates/web-api/form.yaml';
    const { templates } = parseTemplates(
      new Map([[path, await readFile(join(directory, path), 'utf8')]]),
    );
    const answers = {
      name: 'quotes',
      title: 'Quotes',
      owner: 'group:default/marketing',
      contact: 'quotes@acme.example',
      costCenter: 'CC-1234',
      image: 'ghcr.io/acme/quotes:1.0.0',
    };
    const app = microAppFromAnswers(templates[0], answers, { now: new Date() });
    for (const file of instanceFiles(app, templates[0])) {
      await write(file.path, file.content);
    }

    await expect(
      validate('--only', 'quotes', '--require-render'),
    ).resolves.toEqual({
      code: 0,
      lines: [
        '1 micro-app and 4 templates checked, 1 folder rendered: nothing needs a fix.',
      ],
    });
  });

  it('says what it could not tell, and fails of it when asked to', async () => {
    const missing = ['--kustomize', '/nowhere/kustomize'];

    await expect(validate(...missing)).resolves.toMatchObject({
      code: 0,
      lines: [
        expect.stringMatching(/^not rendered here: kustomize was not found/),
        expect.stringMatching(
          /nothing needs a fix as far as could be told here\.$/,
        ),
      ],
    });
    await expect(
      validate(...missing, '--require-render'),
    ).resolves.toMatchObject({
      code: 2,
    });
  });

  it('prints for programs and for GitHub', async () => {
    await edit(PRESS_KIT, text => text.replace('CC-1234', 'marketing'));

    const json = await validate('--format', 'json');
    expect(JSON.parse(json.lines.join('\n'))).toMatchObject({
      findings: [{ path: PRESS_KIT, line: 12, column: 3 }],
    });
    const github = await validate('--format', 'github');
    expect(github.lines[0]).toBe(
      `::error file=${PRESS_KIT},line=12,col=3::Enter the cost center that pays for it (like CC-1234).`,
    );
  });

  it('looks only at what changed', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', [
        '-C',
        directory,
        '-c',
        'user.name=t',
        '-c',
        'user.email=t@t.test',
        ...args,
      ]);
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'start');
    git('checkout', '--quiet', '-b', 'feature/press-kit');
    await edit(
      'instances/lunch-planner/values.yaml',
      text => `${text}broken: [\n`,
    );
    git('checkout', '--quiet', '.');
    await edit(PRESS_KIT, text => text.replace('CC-1234', 'marketing'));
    git('commit', '--quiet', '-am', 'change');
    await edit(
      'instances/lunch-planner/values.yaml',
      text => `${text}broken: [\n`,
    );

    const { code, lines } = await validate('--changed-since', 'main');

    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringContaining(PRESS_KIT),
      expect.stringMatching(/^1 micro-app /),
    ]);
    await expect(validate('--changed-since', 'nowhere')).resolves.toMatchObject(
      {
        code: 2,
        lines: [expect.stringMatching(/^git cannot compare/)],
      },
    );
  });

  it.each([
    [['--only', 'nobody'], 'There is no folder instances/nobody.'],
    [['--format', 'xml'], /Allowed choices are text, json, github/],
    [['--changed-since', '--output=/tmp/x'], /is not the name of a branch/],
    [['--colour'], /unknown option/],
  ])('cannot run with %j', async (args, message) => {
    const { code, lines } = await validate(...args);

    expect(code).toBe(2);
    expect(lines[0]).toMatch(message);
  });

  it('cannot run on another folder', async () => {
    await rm(join(directory, 'templates'), { recursive: true });

    await expect(validate()).resolves.toEqual({
      code: 2,
      lines: [
        `${directory} is not a checkout of the microapps repository: it has no folder "templates".`,
      ],
    });
  });
});
