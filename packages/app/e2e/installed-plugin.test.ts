/** A plugin that was built elsewhere, in the back office that was built before it and without it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture } from './browser.ts';
import { buildOutside, type OutsidePlugin } from './outside-plugin.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';

const chromium = chromiumPath();

interface Installation {
  readonly on: boolean;
  /** Address whose content somebody changed after it was installed. */
  readonly tampered?: string;
}

/** Puts the plugin's folder where the portal would: on the list, behind its addresses, and in the page's import map. */
const install = async (page: Page, plugin: OutsidePlugin, { on, tampered }: Installation): Promise<void> => {
  await page.route('**/v1/portal', async (route) => {
    const response = await route.fetch();
    const portal = (await response.json()) as { plugins: Record<string, object> };
    portal.plugins['food'] = {
      enabled: on,
      name: 'Food licences',
      version: '1.0.0',
      state: 'ready',
      ui: { entry: plugin.entry, slots: ['dashboard.widget', 'entity.panel', 'route'] },
    };
    await route.fulfill({ response, json: portal });
  });
  await page.route('**/plugins/food/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const body = plugin.files.get(pathname);
    const served = pathname === tampered ? Buffer.concat([body!, Buffer.from('\nwindow.stolen = 1;')]) : body;
    await (served === undefined
      ? route.fulfill({ status: 404, body: '' })
      : route.fulfill({ contentType: 'text/javascript', body: served }));
  });
  await page.route(
    (url) => !url.pathname.includes('.') && !url.pathname.startsWith('/v1'),
    async (route) => {
      const response = await route.fetch();
      const hashes = JSON.stringify(plugin.integrity).slice(1, -1);
      const body = (await response.text()).replace('"integrity":{', `"integrity":{${hashes},`);
      await route.fulfill({ response, body });
    },
  );
};

const signIn = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByLabel(/^E-mail/).fill('kavita@demo.example');
  await page.getByLabel(/^Password/).fill('demo-kavita-2026');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Control tower' }).waitFor();
};

describe.skipIf(chromium === undefined)(
  'a plugin built outside of the workspace',
  { timeout: 90_000 },
  () => {
    let portal: PortalProcess;
    let browser: Browser;
    let plugin: OutsidePlugin;

    beforeAll(async () => {
      plugin = await buildOutside();
      portal = await startPortal();
      browser = await openBrowser(chromium!);
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await portal?.stop();
      await plugin?.remove();
    });

    it('shows its panels in the built back office, with the same React, theme, data and router', async () => {
      const { page, faults } = await openPage(browser, portal.url);
      await install(page, plugin, { on: true });
      await signIn(page);
      const widget = page.getByTestId('food-expiring');
      await widget.scrollIntoViewIfNeeded();
      await widget.locator('svg path').first().waitFor();
      expect(JSON.parse((await widget.getAttribute('data-shared'))!)).toMatchObject({
        theme: true,
        queries: true,
        data: true,
        locale: 'en',
        router: true,
        portal: expect.any(String) as string,
      });
      await picture(page, 'outside-widget');

      await page.getByRole('link', { name: 'Entities', exact: true }).click();
      await page.locator('tbody tr').first().click();
      const panel = page.getByTestId('food-licences');
      await panel.getByText('10018022004567').waitFor();
      await panel.scrollIntoViewIfNeeded();
      await picture(page, 'outside-panel');

      await page.goto('/x/food/licences');
      await page.getByTestId('food-register').getByText('Warehouse, Bhiwandi').waitFor();
      await picture(page, 'outside-page');
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('speaks the language of its reader, under its own name', async () => {
      const { page, faults } = await openPage(browser, portal.url);
      await install(page, plugin, { on: true });
      await signIn(page);
      await page.getByRole('button', { name: 'Language' }).click();
      await page.getByRole('menuitem', { name: 'हिन्दी' }).click();
      await page.getByRole('link', { name: 'इकाइयाँ', exact: true }).click();
      await page.locator('tbody tr').first().click();
      await page.getByRole('heading', { name: 'खाद्य अनुज्ञप्तियाँ' }).waitFor();
      const panel = page.getByTestId('food-licences');
      await panel.getByText('की 3 अनुज्ञप्तियाँ').waitFor();
      await panel.scrollIntoViewIfNeeded();
      await picture(page, 'outside-panel-hindi');
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('is outlined with its slot and its place for those who ask in the address', async () => {
      const { page, faults } = await openPage(browser, portal.url);
      await install(page, plugin, { on: true });
      await signIn(page);
      expect(await page.locator('[data-slot]').count()).toBe(0);
      await page.goto('/?slots');
      const outline = page.locator('[data-slot="dashboard.widget"][data-panel="food/expiring"]');
      await outline.getByText('dashboard.widget › food/expiring · order 100').waitFor();
      await outline.scrollIntoViewIfNeeded();
      await picture(page, 'outside-slots');
      await page.getByRole('link', { name: 'Entities', exact: true }).click();
      await page.locator('tbody tr').first().click();
      await page
        .getByText('entity.panel › food/licences · order 100 · after compliance/registrations')
        .waitFor();
      await picture(page, 'outside-slots-entity');
      await page.goto('/?slots=off');
      await page.getByTestId('food-expiring').waitFor();
      expect(await page.locator('[data-slot]').count()).toBe(0);
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('is never fetched where it is off', async () => {
      const { page, faults } = await openPage(browser, portal.url);
      await install(page, plugin, { on: false });
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
      await signIn(page);
      await page.goto('/x/food/licences');
      await page
        .getByText(/not found/i)
        .first()
        .waitFor();
      expect(fetched.filter((it) => it.startsWith('/plugins/'))).toEqual([]);
      expect(fetched.filter((it) => it.includes('/shared/'))).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it.each(['entry', 'panel'])('does not run a file that was changed: its %s', async (part) => {
      const { page } = await openPage(browser, portal.url);
      const tampered =
        part === 'entry' ? plugin.entry : [...plugin.files.keys()].find((it) => it.includes('/expiring-'))!;
      await install(page, plugin, { on: true, tampered });
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      await signIn(page);
      const card = page
        .getByRole('alert')
        .filter({ hasText: 'Food licences · A file of it could not be loaded' });
      await card.first().scrollIntoViewIfNeeded();
      await picture(page, `outside-tampered-${part}`);
      expect(refused.join('\n')).toMatch(/integrity/i);
      expect(await page.evaluate('window.stolen')).toBeUndefined();
      await page.getByRole('heading', { name: 'Control tower' }).waitFor();
      await page.context().close();
    });
  },
);
