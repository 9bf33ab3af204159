import { z } from 'zod';

const kustomizeSchema = z
  .object({
    namePrefix: z.string().optional(),
    nameSuffix: z.string().optional(),
    namespace: z.string().optional(),
    images: z.array(z.string()).optional(),
    components: z.array(z.string()).optional(),
    commonLabels: z.record(z.string()).optional(),
    labelWithoutSelector: z.boolean().optional(),
    labelIncludeTemplates: z.boolean().optional(),
    commonAnnotations: z.record(z.string()).optional(),
    patches: z.array(z.object({}).passthrough()).optional(),
  })
  .passthrough();

/** `spec.source` of an Application. */
export const sourceSchema = z
  .object({
    repoURL: z.string(),
    path: z.string().default('.'),
    targetRevision: z.string().default('HEAD'),
    kustomize: kustomizeSchema.optional(),
    directory: z
      .object({ recurse: z.boolean().optional() })
      .passthrough()
      .optional(),
  })
  .passthrough();

/** `spec.source` of an Application. */
export type Source = z.infer<typeof sourceSchema>;

const syncPolicySchema = z
  .object({
    automated: z
      .object({
        prune: z.boolean().default(false),
        selfHeal: z.boolean().default(false),
        enabled: z.boolean().default(true),
      })
      .passthrough()
      .nullish(),
    syncOptions: z.array(z.string()).default([]),
    managedNamespaceMetadata: z
      .object({
        labels: z.record(z.string()).optional(),
        annotations: z.record(z.string()).optional(),
      })
      .passthrough()
      .optional(),
  })
  .passthrough();

/** `spec` of an Application with one source. */
export const applicationSpecSchema = z
  .object({
    project: z.string().default('default'),
    source: sourceSchema,
    destination: z
      .object({
        server: z.string().optional(),
        name: z.string().optional(),
        namespace: z.string().optional(),
      })
      .passthrough(),
    syncPolicy: syncPolicySchema.default({}),
    revisionHistoryLimit: z.number().default(10),
  })
  .passthrough();

/** `spec` of an Application with one source. */
export type ApplicationSpec = z.infer<typeof applicationSpecSchema>;

/** `operation` of an Application: what a person asked for. */
export const operationSchema = z
  .object({
    sync: z
      .object({
        revision: z.string().optional(),
        prune: z.boolean().optional(),
      })
      .passthrough(),
    initiatedBy: z.object({}).passthrough().optional(),
  })
  .passthrough();

/** `operation` of an Application. */
export type Operation = z.infer<typeof operationSchema>;

/** `spec` of an AppProject, as far as it permits. */
export const projectSpecSchema = z
  .object({
    sourceRepos: z.array(z.string()).default([]),
    destinations: z
      .array(
        z
          .object({
            server: z.string().optional(),
            name: z.string().optional(),
            namespace: z.string().optional(),
          })
          .passthrough(),
      )
      .default([]),
    clusterResourceWhitelist: z
      .array(z.object({ group: z.string(), kind: z.string() }).passthrough())
      .optional(),
    namespaceResourceBlacklist: z
      .array(z.object({ group: z.string(), kind: z.string() }).passthrough())
      .optional(),
    namespaceResourceWhitelist: z
      .array(z.object({ group: z.string(), kind: z.string() }).passthrough())
      .optional(),
  })
  .passthrough();

/** `spec` of an AppProject, as far as it permits. */
export type ProjectSpec = z.infer<typeof projectSpecSchema>;

const gitGeneratorSchema = z
  .object({
    repoURL: z.string(),
    revision: z.string().default('HEAD'),
    directories: z
      .array(
        z.object({ path: z.string(), exclude: z.boolean().default(false) }),
      )
      .optional(),
    files: z
      .array(
        z.object({ path: z.string(), exclude: z.boolean().default(false) }),
      )
      .optional(),
    values: z.record(z.string()).optional(),
  })
  .passthrough();

const pullRequestGeneratorSchema = z
  .object({
    github: z
      .object({
        owner: z.string(),
        repo: z.string(),
        api: z.string().optional(),
        labels: z.array(z.string()).default([]),
      })
      .passthrough(),
    filters: z
      .array(
        z
          .object({
            branchMatch: z.string().optional(),
            targetBranchMatch: z.string().optional(),
            titleMatch: z.string().optional(),
          })
          .passthrough(),
      )
      .default([]),
    values: z.record(z.string()).optional(),
  })
  .passthrough();

/** A generator of an ApplicationSet. */
export type Generator = {
  git?: z.infer<typeof gitGeneratorSchema>;
  pullRequest?: z.infer<typeof pullRequestGeneratorSchema>;
  list?: { elements: Record<string, unknown>[] };
  matrix?: { generators: Generator[] };
};

/** A generator of an ApplicationSet. */
export const generatorSchema: z.ZodType<Generator, z.ZodTypeDef, unknown> =
  z.lazy(() =>
    z
      .object({
        git: gitGeneratorSchema.optional(),
        pullRequest: pullRequestGeneratorSchema.optional(),
        list: z
          .object({ elements: z.array(z.record(z.unknown())).default([]) })
          .passthrough()
          .optional(),
        matrix: z
          .object({ generators: z.array(generatorSchema).length(2) })
          .passthrough()
          .optional(),
      })
      .passthrough(),
  );

/** `spec` of an ApplicationSet. */
export const applicationSetSpecSchema = z
  .object({
    goTemplate: z.boolean().default(false),
    goTemplateOptions: z.array(z.string()).default([]),
    generators: z.array(z.unknown()),
    template: z
      .object({
        metadata: z
          .object({
            name: z.string(),
            labels: z.record(z.string()).optional(),
            annotations: z.record(z.string()).optional(),
            finalizers: z.array(z.string()).optional(),
          })
          .passthrough(),
        spec: z.object({}).passthrough(),
      })
      .passthrough(),
    templatePatch: z.string().optional(),
    syncPolicy: z
      .object({ preserveResourcesOnDeletion: z.boolean().default(false) })
      .passthrough()
      .default({}),
  })
  .passthrough();

/** `spec` of an ApplicationSet. */
export type ApplicationSetSpec = z.infer<typeof applicationSetSpecSchema>;

/** The first thing wrong with what a schema refused, in one sentence. */
export function sentenceOf(error: z.ZodError, where: string): string {
  const { path, message } = error.issues[0];
  return `${[where, ...path].join('.')}: ${message}`;
}
