import { join, resolve } from 'node:path';
import { z } from 'zod';
import { findOnPath } from './findOnPath';

/** Where the sandbox's parts listen. */
export type Ports = {
  forge: number;
  staging: number;
  production: number;
  apps: number;
};

/** What the environment says about the sandbox. */
export type Settings = {
  /** The folder of the project: it holds `starter/` and `templates/`. */
  projectRoot: string;
  /** The folder that holds all state. */
  stateDir: string;
  ports: Ports;
  /** Where the portal receives webhooks. */
  portalUrl: string;
  /** Path of kustomize. */
  kustomize: string;
  /** Path of helm, where there is one: `HELM`, else the one on PATH. */
  helm?: string;
};

/** The variable by which each port is chosen. */
export const PORT_VARIABLES: Record<keyof Ports, string> = {
  forge: 'FORGE_PORT',
  staging: 'STAGING_PORT',
  production: 'PRODUCTION_PORT',
  apps: 'APPS_PORT',
};

const port = (fallback: number) =>
  z.coerce.number().int().min(1).max(65535).default(fallback);

// An empty variable is one that is not set.
const environmentSchema = z.preprocess(
  value =>
    Object.fromEntries(
      Object.entries(value as object).filter(([, text]) => text !== ''),
    ),
  z.object({
    SANDBOX_STATE: z.string().default('.sandbox'),
    FORGE_PORT: port(7010),
    STAGING_PORT: port(7011),
    PRODUCTION_PORT: port(7012),
    APPS_PORT: port(7013),
    PORTAL_PORT: port(7007),
    PORTAL_URL: z.string().url().optional(),
    KUSTOMIZE: z.string().default('kustomize'),
    HELM: z.string().optional(),
  }),
);

/**
 * Reads the sandbox's settings.
 *
 * @throws Error with a sentence that names the variable that is wrong.
 */
export function readSettings(
  environment: Record<string, string | undefined>,
  projectRoot: string,
): Settings {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    throw new Error(`The variable ${path.join('.')} is wrong: ${message}.`);
  }
  const values = parsed.data;
  return {
    projectRoot,
    stateDir: resolve(projectRoot, values.SANDBOX_STATE),
    ports: {
      forge: values.FORGE_PORT,
      staging: values.STAGING_PORT,
      production: values.PRODUCTION_PORT,
      apps: values.APPS_PORT,
    },
    portalUrl: (
      values.PORTAL_URL ?? `http://localhost:${values.PORTAL_PORT}`
    ).replace(/\/$/, ''),
    kustomize: values.KUSTOMIZE,
    helm: values.HELM ?? findOnPath('helm', environment.PATH),
  };
}

/**
 * The project's folder, seen from this file: the sandbox is run from its
 * sources and never built.
 */
// eslint-disable-next-line no-restricted-syntax
export const PROJECT_ROOT = join(__dirname, '..', '..', '..', '..');
