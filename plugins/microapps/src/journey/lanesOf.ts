import {
  type EnvironmentStatus,
  type MicroAppStatus,
  PREVIEW_ENVIRONMENT,
  type State,
} from '@microapps/plugin-microapps-common';

/** An environment's place on the page, whether anything runs in it or not. */
export type Lane = {
  name: string;
  /** The first one takes what is approved; the others what is promoted. */
  first: boolean;
  environment?: EnvironmentStatus;
  /** How it is, as far as it is known. */
  state: State;
};

/** The environments that stand in while the status names none of its own. */
const USUAL_ENVIRONMENTS = ['staging', 'production'];

/** The environments of a micro-app in the order of promotion, without previews. */
export function lanesOf({
  environments,
}: Pick<MicroAppStatus, 'environments'>): Lane[] {
  const lasting = environments.filter(
    ({ name, pullRequest }) =>
      name !== PREVIEW_ENVIRONMENT && pullRequest === undefined,
  );
  const known = [...new Set(lasting.map(({ name }) => name))];
  const names = known.every(name => USUAL_ENVIRONMENTS.includes(name))
    ? USUAL_ENVIRONMENTS
    : known;

  return names.map((name, index) => {
    const environment = lasting.find(candidate => candidate.name === name);
    return {
      name,
      first: index === 0,
      environment,
      state: knownState(environment),
    };
  });
}

/** The last word is not shown for the truth when it is old; only bad news stays bad. */
function knownState(environment?: EnvironmentStatus): State {
  if (!environment) {
    return 'notThereYet';
  }
  const { state, staleSince } = environment;
  return staleSince !== undefined && state !== 'notWorking' ? 'unknown' : state;
}
