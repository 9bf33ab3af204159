import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { checkParameters } from './checkParameters';
import { instanceFiles } from './instanceFiles';
import { parseInstance } from './parseInstance';
import { parseInstances } from './parseInstances';
import { parseTemplates } from './parseTemplates';

const ROOT = resolve(__dirname, '../../../..');

/** The microapps repository as it is when it is started. */
function readStarter(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [folder, prefix] of [
    ['starter/microapps', ''],
    ['templates', 'templates/'],
  ]) {
    const from = join(ROOT, folder);
    for (const entry of readdirSync(from, {
      recursive: true,
      withFileTypes: true,
    })) {
      if (entry.isFile() && entry.name.endsWith('.yaml')) {
        const path = join(entry.parentPath, entry.name);
        files.set(
          prefix + relative(from, path).split(sep).join('/'),
          readFileSync(path, 'utf8'),
        );
      }
    }
  }
  return files;
}

describe('the starter', () => {
  const files = readStarter();
  const { instances, problems } = parseInstances(files);
  const { templates, problems: templateProblems } = parseTemplates(files);

  function templateOf(name: string) {
    return templates.find(template => template.metadata.name === name)!;
  }

  it('holds templates and instances without a problem', () => {
    expect([...problems, ...templateProblems]).toEqual([]);
    expect(instances.map(({ app }) => app.metadata.name)).toEqual([
      'lunch-planner',
      'press-kit',
    ]);
  });

  it.each(instances)('has $path as the portal would write it', ({ app }) => {
    const template = templateOf(app.spec.template);

    expect(checkParameters(app, template)).toEqual([]);
    for (const { path, content } of instanceFiles(app, template)) {
      expect(files.get(path)).toBe(content);
    }
  });

  it.each(instances)('has what is pinned of $path likewise', instance => {
    for (const environment of instance.environments) {
      const path = `${instance.path}/${environment}/values.yaml`;
      const app = parseInstance(path, files.get(path)!).app!;
      const template = templateOf(app.spec.template);

      for (const file of instanceFiles(app, template, { environment })) {
        expect(files.get(file.path)).toBe(file.content);
      }
    }
  });
});
