import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const credentialsSchema = z.object({
  /** The portal's and the operators' token at the forge. */
  forgeToken: z.string().min(1),
  /** The stand-in CI's token at the forge. */
  ciToken: z.string().min(1),
  /** With which the forge signs what it sends to the portal. */
  webhookSecret: z.string().min(1),
  stagingToken: z.string().min(1),
  productionToken: z.string().min(1),
});

/** The sandbox's own secrets, made anew for each state folder. */
export type Credentials = z.infer<typeof credentialsSchema>;

/** Secrets that no one can guess. */
export function createCredentials(): Credentials {
  const secret = () => randomBytes(24).toString('hex');
  return {
    forgeToken: `ghp_${secret()}`,
    ciToken: `ghs_${secret()}`,
    webhookSecret: secret(),
    stagingToken: secret(),
    productionToken: secret(),
  };
}

/**
 * The secrets of a state folder; made on the first start, and readable for
 * their owner only.
 *
 * @throws Error when the file is there but damaged.
 */
export async function readCredentials(stateDir: string): Promise<Credentials> {
  const file = join(stateDir, 'credentials.json');
  await mkdir(stateDir, { recursive: true });
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  if (text !== undefined) {
    const parsed = credentialsSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      throw new Error(
        `${file} is damaged. Run "npm run sandbox:reset" to begin anew.`,
      );
    }
    return parsed.data;
  }
  const credentials = createCredentials();
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(credentials, undefined, 2)}\n`, {
    mode: 0o600,
  });
  await chmod(temporary, 0o600);
  await rename(temporary, file);
  return credentials;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
