import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { EXAMPLE_FORM_YAML } from '@microapps/plugin-microapps-node/testUtils';
import { createInstanceAction } from './createInstanceAction';
import { EXAMPLE_ANSWERS, examples } from './createInstanceAction.examples';

describe('the examples of microapps:instance:create', () => {
  it('hand the answers of a form on as they are', () => {
    expect(examples[0].example).toContain('answers: ${{ parameters }}\n');
  });

  it('ask for a micro-app with fixed answers', async () => {
    const openPullRequest = jest.fn().mockResolvedValue({
      number: 1,
      url: 'https://github.test/1',
      created: true,
    });
    const action = createInstanceAction({
      gatekeeper: {
        refuseStranger: async () => {},
        refuseForeignOwner: async () => {},
      },
      forge: { openPullRequest },
      repository: {
        read: async () => ({
          commit: 'c1',
          files: new Map([
            ['templates/basic-webapp/form.yaml', EXAMPLE_FORM_YAML],
          ]),
        }),
      },
    });

    await action.handler(
      createMockActionContext({
        input: { template: 'basic-webapp', answers: EXAMPLE_ANSWERS },
      }),
    );

    expect(examples[1].example).toContain('        costCenter: CC-1234\n');
    expect(openPullRequest).toHaveBeenCalledWith(
      expect.objectContaining({ branch: 'feature/spring-signup' }),
    );
  });
});
