import { isExecutable, which } from './run.mjs';

const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const MAC_APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What to do when there is none. */
export const noBrowser =
  'No Chromium or Chrome was found, so the browser checks cannot pass: install one (on Debian: `sudo apt-get install chromium fonts-liberation fonts-noto-color-emoji`) or set CHROMIUM to its path.';

/**
 * The machine's own browser; Playwright's download does not work everywhere.
 *
 * @param {NodeJS.ProcessEnv} env - CHROMIUM names another one
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser(env) {
  if (env.CHROMIUM) {
    return (await isExecutable(env.CHROMIUM)) ? env.CHROMIUM : undefined;
  }
  for (const program of PROGRAMS) {
    const [found] = await which(program, env.PATH);
    if (found) {
      return found;
    }
  }
  for (const application of MAC_APPLICATIONS) {
    if (await isExecutable(application)) {
      return application;
    }
  }
  return undefined;
}
