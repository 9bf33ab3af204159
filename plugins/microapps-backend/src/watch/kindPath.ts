import type { ObservedKind } from '@microapps/plugin-microapps-node';

/** The path of a kind's collection, over all namespaces. */
export function kindPath(
  kind: ObservedKind,
  query: Record<string, string | undefined>,
): string {
  const base = kind.group
    ? `/apis/${kind.group}/${kind.version}`
    : `/api/${kind.version}`;
  const parameters = new URLSearchParams();
  const all = { labelSelector: kind.labelSelector, ...query };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) {
      parameters.set(name, value);
    }
  }
  return `${base}/${kind.plural}?${parameters}`;
}

/** How people write a kind: `applications.argoproj.io`. */
export function kindTitle(kind: ObservedKind): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}
