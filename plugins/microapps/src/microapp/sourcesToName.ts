import type {
  MicroAppStatus,
  Source,
} from '@microapps/plugin-microapps-common';

/** The sources that a banner must name: not those that the headline speaks of already. */
export function sourcesToName({
  headline,
  sources,
}: Pick<MicroAppStatus, 'headline' | 'sources'>): Source[] {
  return sources.filter(({ title }) => !headline.sentence.includes(title));
}
