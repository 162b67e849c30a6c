/** Plugins whose panels misbehave, in the real back office with its real content policy. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture, signInAsKavita } from './browser.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';

const chromium = chromiumPath();
const LOAD_LIMIT = '00:16';

const entry = (id: string, widgets: string): string => `
  export default { api: 1, id: '${id}', version: '1.0.0', slots: { 'dashboard.widget': [${widgets}] } };`;

/** What the server of each plugin's files gives; no file at all for `absent`. */
const ENTRIES: Readonly<Record<string, string>> = {
  steady: entry(
    'steady',
    `{ id: 'works', title: 'Steady', load: async () => ({ default: () => 'I serve' }) }`,
  ),
  troubled: entry(
    'troubled',
    `{ id: 'throws', title: 'Throws', load: async () => ({ default: () => { throw new Error('no rates for 2026') } }) },
     { id: 'refuses', title: 'Refuses', load: async () => { throw new Error('the file is not there') } },
     { id: 'hangs', title: 'Hangs', load: () => new Promise(() => {}) },
     { id: 'wavers', title: 'Wavers', load: async () => ({ default: () => {
         if (!window.mended) throw new Error('not yet');
         return 'I recovered';
       } }) }`,
  ),
  mute: `await new Promise(() => {});`,
};

/** Adds the plugins to what the server says is on, and serves their files from its own origin. */
const withPlugins = async (page: Page): Promise<void> => {
  await page.route('**/v1/portal', async (route) => {
    const response = await route.fetch();
    const portal = (await response.json()) as { plugins: Record<string, object> };
    for (const id of [...Object.keys(ENTRIES), 'absent'])
      portal.plugins[id] = {
        enabled: true,
        name: id,
        version: '1.0.0',
        state: 'ready',
        ui: { entry: `/plugins/${id}/1.0.0/ui/ui.js`, slots: ['dashboard.widget'] },
      };
    await route.fulfill({ response, json: portal });
  });
  await page.route('**/plugins/**/*.js', async (route) => {
    const id = /plugins\/(\w+)\//.exec(route.request().url())?.[1] ?? '';
    const body = ENTRIES[id];
    await (body === undefined
      ? route.fulfill({ status: 404, body: '' })
      : route.fulfill({ contentType: 'text/javascript', body }));
  });
};

describe.skipIf(chromium === undefined)('plugins whose panels misbehave', { timeout: 90_000 }, () => {
  let portal: PortalProcess;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  const failure = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

  beforeAll(async () => {
    portal = await startPortal();
    browser = await openBrowser(chromium!);
    ({ page, faults } = await openPage(browser, portal.url));
    await page.clock.install();
    await withPlugins(page);
    await signInAsKavita(page);
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it('leave the others at work: nobody waits for one that hangs', async () => {
    await page.getByText('I serve').waitFor();
  });

  it('say in their own place whose they are and why they are not there', async () => {
    await failure('troubled · no rates for 2026').waitFor();
    await failure('troubled · the file is not there').waitFor();
    await failure('absent · A file of it could not be loaded').waitFor();
  });

  it('are tried again on their own', async () => {
    await page.evaluate('window.mended = true');
    await failure('troubled · not yet').getByRole('button', { name: 'Retry' }).click();
    await page.getByText('I recovered').waitFor();
    await failure('troubled · no rates for 2026').waitFor();
  });

  it('are given up when they never come', async () => {
    expect(await failure(/did not load within/).count()).toBe(0);
    await page.clock.fastForward(LOAD_LIMIT);
    await failure('troubled · Panel troubled/hangs did not load within 15 s').waitFor();
    await failure('mute · The UI of plugin "mute" did not load within 15 s').waitFor();
    await picture(page, 'panels-that-misbehave');
    await failure('mute').scrollIntoViewIfNeeded();
    await picture(page, 'panels-that-misbehave-below');
  });

  it('stop no other page, and no other plugin', async () => {
    await page.getByRole('link', { name: 'Calendar', exact: true }).click();
    await page.getByRole('grid').waitFor();
    await page.goBack();
    await page.getByText('I serve').waitFor();
    expect(faults).toEqual([]);
  });
});
