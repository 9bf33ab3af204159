/** A kustomization.yaml, as far as it is looked into. */
export type KustomizationFile = Record<string, unknown>;

/** What an operator's definition adds to the kustomization in Git. */
export type KustomizationAdditions = {
  namePrefix?: string;
  nameSuffix?: string;
  namespace?: string;
  /** As `kustomize edit set image` takes them: `name=new:tag`, `name:tag`. */
  images?: (string | Record<string, unknown>)[];
  labels?: Record<string, string>;
  /** The labels are not added to selectors. */
  labelsWithoutSelector?: boolean;
  /** The labels are added to the templates of workloads too. */
  labelsIncludeTemplates?: boolean;
  annotations?: Record<string, string>;
  patches?: unknown[];
  components?: string[];
};

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function imageEntry(image: string | Record<string, unknown>): {
  name: string;
} {
  if (typeof image !== 'string') {
    return { ...image, name: String(image.name) };
  }
  const [name, replacement] = image.includes('=')
    ? image.split('=', 2)
    : [image.replace(/[:@][^/]*$/, ''), image];
  const [, newName, separator, version] =
    /^(.*?)(?:([:@])([^/]*))?$/.exec(replacement) ?? [];
  const versionField =
    separator === '@' ? { digest: version } : { newTag: version };
  return {
    name,
    ...(newName !== name ? { newName } : {}),
    ...(version ? versionField : {}),
  };
}

function withImages(
  file: KustomizationFile,
  images: (string | Record<string, unknown>)[],
): KustomizationFile {
  const entries = images.map(imageEntry);
  const kept = list(file.images).filter(
    present =>
      !entries.some(
        entry => entry.name === (present as { name?: string })?.name,
      ),
  );
  return { ...file, images: [...kept, ...entries] };
}

function withLabels(
  file: KustomizationFile,
  additions: KustomizationAdditions,
): KustomizationFile {
  if (!additions.labelsWithoutSelector) {
    const present = file.commonLabels as Record<string, string> | undefined;
    return { ...file, commonLabels: { ...present, ...additions.labels } };
  }
  return {
    ...file,
    labels: [
      ...list(file.labels),
      {
        pairs: additions.labels,
        ...(additions.labelsIncludeTemplates ? { includeTemplates: true } : {}),
      },
    ],
  };
}

/**
 * The kustomization that an operator builds: the one in Git and what the
 * operator's definition adds to it, as `kustomize edit` would.
 */
export function composeKustomization(
  file: KustomizationFile,
  additions: KustomizationAdditions,
): KustomizationFile {
  let composed: KustomizationFile = { ...file };
  if (additions.namePrefix) {
    composed.namePrefix = additions.namePrefix;
  }
  if (additions.nameSuffix) {
    composed.nameSuffix = additions.nameSuffix;
  }
  if (additions.images?.length) {
    composed = withImages(composed, additions.images);
  }
  if (Object.keys(additions.labels ?? {}).length > 0) {
    composed = withLabels(composed, additions);
  }
  if (Object.keys(additions.annotations ?? {}).length > 0) {
    const present = composed.commonAnnotations as Record<string, string>;
    composed.commonAnnotations = { ...present, ...additions.annotations };
  }
  if (additions.namespace) {
    composed.namespace = additions.namespace;
  }
  if (additions.patches?.length) {
    composed.patches = [...list(composed.patches), ...additions.patches];
  }
  if (additions.components?.length) {
    const present = list(composed.components);
    const added = additions.components.filter(path => !present.includes(path));
    composed.components = [...present, ...added];
  }
  return composed;
}
