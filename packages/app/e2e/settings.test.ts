/** Settings of plugins, drawn from their JSON Schema, in the built back office. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture, signInAsKavita } from './browser.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';

const chromium = chromiumPath();

/** As `z.toJSONSchema` writes it, with one field of each kind. */
const SCHEMA = {
  type: 'object',
  properties: {
    contact: { type: 'string', format: 'email', description: 'Who is written to when a licence expires.' },
    channel: { type: 'string', enum: ['mail', 'text-message'], default: 'mail' },
    digest: {
      type: 'boolean',
      default: true,
      description: 'One message a week instead of one for each licence.',
    },
    states: { type: 'array', items: { type: 'string' }, default: [] },
    reminder: {
      type: 'object',
      description: 'When somebody is reminded before a licence expires.',
      properties: { daysBefore: { type: 'integer', minimum: 1, maximum: 180, default: 30 } },
    },
  },
  required: ['contact'],
};

describe.skipIf(chromium === undefined)('settings of plugins', { timeout: 90_000 }, () => {
  let portal: PortalProcess;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  const dialog = () => page.getByRole('dialog');
  const open = async (plugin: string) => {
    await page.goto('/plugins');
    await page.locator('.MuiCard-root').filter({ hasText: plugin }).getByRole('button').click();
    await dialog().waitFor();
  };

  beforeAll(async () => {
    portal = await startPortal();
    browser = await openBrowser(chromium!);
    ({ page, faults } = await openPage(browser, portal.url));
    await signInAsKavita(page);
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it('are refused by the server under the field that is wrong, and kept once they fit', async () => {
    await open('compliance ·');
    const days = dialog().getByLabel('Target days before');
    await days.fill('99');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('At most 30').waitFor();
    await picture(page, 'settings-refused');
    await days.fill('5');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await open('compliance ·');
    expect(await days.inputValue()).toBe('5');
  });

  it('have a field for each kind, and send what was filled in', async () => {
    let sent: unknown;
    const secrets: unknown[] = [];
    await page.route(
      (url) => url.pathname === '/v1/plugins',
      async (route) => {
        const response = await route.fetch();
        const reply = (await response.json()) as { items: object[] };
        const food = { id: 'food', name: 'Food licences', version: '1.0.0', state: 'enabled', allowed: true };
        const rest = {
          requires: {},
          dependants: [],
          configSchema: SCHEMA,
          config: {},
          health: { state: 'ready' },
        };
        await route.fulfill({ response, json: { ...reply, items: [...reply.items, { ...food, ...rest }] } });
      },
    );
    await page.route('**/v1/plugins/food/secrets', (route) =>
      route.fulfill({
        json: { items: [{ name: 'gateway', isSet: secrets.length > 0, changedAt: null }], pageInfo: {} },
      }),
    );
    await page.route('**/v1/plugins/food/secrets/gateway', async (route) => {
      secrets.push(route.request().postDataJSON());
      await route.fulfill({ status: 204 });
    });
    await page.route('**/v1/plugins/food/enable', async (route) => {
      sent = route.request().postDataJSON();
      await route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        json: {
          title: 'Invalid',
          status: 422,
          errors: [
            { path: 'states.1', message: 'There is no such state' },
            { path: 'reminder.daysBefore', message: 'Too far ahead for a licence of one year' },
          ],
        },
      });
    });
    await open('food ·');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Required').waitFor();
    await dialog().getByLabel('Contact').fill('asha@demo.example');
    await dialog().getByLabel('Channel').click();
    await page.getByRole('option', { name: 'Text message' }).click();
    await dialog().getByLabel('Digest').uncheck();
    await dialog().getByLabel('States').fill('Kerala');
    await page.keyboard.press('Enter');
    await dialog().getByLabel('States').fill('Goaa');
    await dialog().getByLabel('Days before').fill('170');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('There is no such state').waitFor();
    await dialog().getByText('Too far ahead for a licence of one year').waitFor();
    expect(sent).toEqual({
      config: {
        contact: 'asha@demo.example',
        channel: 'text-message',
        digest: false,
        states: ['Kerala', 'Goaa'],
        reminder: { daysBefore: 170 },
      },
    });
    await picture(page, 'settings-of-each-kind');

    await dialog().getByText('Not set').waitFor();
    await dialog().getByRole('button', { name: 'Set', exact: true }).click();
    await dialog().getByLabel('Gateway').fill('sesame-street');
    await page.keyboard.press('Enter');
    await dialog().getByText('Saved', { exact: true }).waitFor();
    expect(secrets).toEqual([{ secret: 'sesame-street' }]);
    expect(await page.content()).not.toContain('sesame-street');
    await dialog().getByRole('button', { name: 'Replace' }).scrollIntoViewIfNeeded();
    await picture(page, 'settings-secret');
    expect(faults).toEqual([]);
  });
});
