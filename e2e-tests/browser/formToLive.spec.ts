import { expect, test, type Page } from '@playwright/test';
import {
  commitOf,
  commitsOf,
  filesOfCommit,
  pullRequestsOf,
} from '../support/forgeClient';
import { getPage } from '../support/clusterClient';
import { portalUnderTest } from '../support/portal';

async function signInAsGuest(page: Page) {
  await page.goto(portalUnderTest().portalUrl);
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('heading', { name: /micro-apps?\./ }),
  ).toBeVisible();
}

async function openForm(page: Page) {
  await signInAsGuest(page);
  await page.goto(
    `${portalUnderTest().portalUrl}/create/templates/default/basic-webapp`,
  );
}

/** From the portal's home to the micro-app's page, through the form. */
async function requestBasicWebApp(page: Page, name: string, title: string) {
  await page.getByRole('link', { name: 'Create', exact: true }).click();
  await page
    .getByTestId('template-card-Basic web app')
    .or(page.locator('[class*=MuiCard-root]', { hasText: 'Basic web app' }))
    .getByRole('button', { name: 'Choose' })
    .click();

  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Name').fill(name);
  await expect(page.getByLabel('Team')).toHaveValue('Marketing');
  await page.getByLabel('Contact').fill('events@acme.example');
  await page.getByLabel('Cost center').fill('CC-1234');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByLabel('Image').fill('ghcr.io/acme/event:1.4.2');
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  await page.getByRole('link', { name: 'Follow your micro-app' }).click();
  await expect(page.getByTestId('headline')).toBeVisible();
}

test('from the form to live, without reloading the page', async ({ page }) => {
  const app = 'spring-signup';
  const title = 'Spring event sign-up';
  await signInAsGuest(page);
  await expect(page.getByText('Press kit')).toBeVisible();
  await requestBasicWebApp(page, app, title);

  // The request is on the forge: one commit, two files, the person's name.
  const [pullRequest, ...others] = await pullRequestsOf(app);
  expect(others).toEqual([]);
  expect(pullRequest.head.ref).toBe(`feature/${app}`);
  expect(await commitsOf(pullRequest.number)).toHaveLength(1);
  expect(await filesOfCommit(pullRequest.head.sha)).toEqual([
    `instances/${app}/kustomization.yaml`,
    `instances/${app}/values.yaml`,
  ]);
  expect((await commitOf(pullRequest.head.sha)).message).toContain(
    'Co-authored-by: Guest <guest@acme.example>',
  );

  // From here on the page is not reloaded; it moves by itself.
  await page.evaluate(() => {
    (window as { sameDocument?: boolean }).sameDocument = true;
  });
  await expect(page.getByTestId('check-validate')).toHaveAttribute(
    'data-state',
    'passed',
  );
  const previewLink = page.getByTestId('preview-link');
  await expect(previewLink).toContainText(`${app}-pr-${pullRequest.number}`);

  const [preview] = await Promise.all([
    page.waitForEvent('popup'),
    previewLink.click(),
  ]);
  await expect(preview.getByRole('heading', { name: title })).toBeVisible();
  await preview.close();

  // Sam, the SRE, approves it on the forge's page.
  const [forge] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByTestId('pull-request-link').first().click(),
  ]);
  await forge.getByRole('button', { name: /merge/i }).click();
  await expect(
    forge.getByText('Merged', { exact: true }).first(),
  ).toBeVisible();
  await forge.close();

  const staging = page.getByTestId('environment-staging');
  await expect(staging).toHaveAttribute('data-state', 'live');
  await expect(staging).toContainText('Synced, Healthy');
  await expect(page.getByTestId('headline')).toContainText('Live');
  expect(
    await page.evaluate(
      () => (window as { sameDocument?: boolean }).sameDocument,
    ),
  ).toBe(true);
});

test('closing a request unmerged removes its preview from the page', async ({
  page,
}) => {
  const app = 'autumn-fair';
  await signInAsGuest(page);
  await requestBasicWebApp(page, app, 'Autumn fair');
  const previewLink = page.getByTestId('preview-link');
  await expect(previewLink).toBeVisible();
  const url = (await previewLink.getAttribute('href'))!;
  expect((await getPage(url)).status).toBe(200);

  const [forge] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByTestId('pull-request-link').first().click(),
  ]);
  await forge.getByRole('button', { name: /^close/i }).click();
  await expect(
    forge.getByText('Closed', { exact: true }).first(),
  ).toBeVisible();
  await forge.close();

  await expect(previewLink).toHaveCount(0);
  await expect.poll(async () => (await getPage(url)).status).toBe(404);
});

test('the form says in a sentence what is wrong with a name', async ({
  page,
}) => {
  await openForm(page);
  await page.getByLabel('Title').fill('Spring');
  await page.getByLabel('Name').fill('Not A Name');
  await page.getByLabel('Contact').fill('events@acme.example');
  await page.getByLabel('Cost center').fill('CC-1234');
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByText(/^Choose a name of at most 40/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review' })).toHaveCount(0);
});

test('the form asks for a missing cost center before it goes on', async ({
  page,
}) => {
  await openForm(page);
  await page.getByLabel('Title').fill('Spring');
  await page.getByLabel('Name').fill('spring');
  await page.getByLabel('Contact').fill('events@acme.example');
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByLabel('Cost center')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Review' })).toHaveCount(0);

  await page.getByLabel('Cost center').fill('marketing');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText('Enter the cost center that pays for it (like CC-1234).', {
      exact: true,
    }),
  ).toBeVisible();
});
