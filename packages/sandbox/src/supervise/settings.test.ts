import { readSettings } from './settings';

describe('readSettings', () => {
  it('knows a default for everything', () => {
    expect(readSettings({ HELM: '' }, '/project')).toEqual({
      projectRoot: '/project',
      stateDir: '/project/.sandbox',
      ports: { forge: 7010, staging: 7011, production: 7012, apps: 7013 },
      portalUrl: 'http://localhost:7007',
      kustomize: 'kustomize',
      helm: undefined,
    });
  });

  it('takes what the environment says', () => {
    expect(
      readSettings(
        {
          SANDBOX_STATE: '/elsewhere',
          FORGE_PORT: '8010',
          PORTAL_PORT: '8007',
          KUSTOMIZE: '/tools/kustomize',
        },
        '/project',
      ),
    ).toMatchObject({
      stateDir: '/elsewhere',
      ports: { forge: 8010 },
      portalUrl: 'http://localhost:8007',
      kustomize: '/tools/kustomize',
    });
  });

  it('names the variable that is wrong', () => {
    expect(() => readSettings({ FORGE_PORT: 'x' }, '/project')).toThrow(
      'The variable FORGE_PORT is wrong',
    );
  });
});
