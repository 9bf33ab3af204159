import type { Health, State, Sync } from '@microapps/plugin-microapps-common';

/** The plain word for an operator's sync and health. */
export function stateOf(sync: Sync, health: Health): State {
  switch (health) {
    case 'Degraded':
      return 'notWorking';
    case 'Suspended':
      return 'paused';
    case 'Progressing':
      return 'starting';
    case 'Missing':
      return 'notThereYet';
    case 'Healthy':
      return stateOfHealthy(sync);
    default:
      return 'unknown';
  }
}

function stateOfHealthy(sync: Sync): State {
  switch (sync) {
    case 'Synced':
      return 'live';
    case 'OutOfSync':
      // Controllers here heal by themselves: a difference is a change on its way.
      return 'updating';
    default:
      // It runs, but whether as Git says is not known.
      return 'unknown';
  }
}

/** From what a person must hear first to what they may hear last. */
const WORST_FIRST: State[] = [
  'notWorking',
  'changedOutsideGit',
  'unknown',
  'notThereYet',
  'starting',
  'updating',
  'requested',
  'paused',
  'live',
];

/** The state of the whole, from the states of its parts. */
export function worstState(states: State[]): State | undefined {
  return WORST_FIRST.find(state => states.includes(state));
}
