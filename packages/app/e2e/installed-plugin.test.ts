/** A plugin that was built elsewhere and installed into a portal whose back office was built before it and without it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { TestClient } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture } from './browser.ts';
import { buildOutside, type OutsidePlugin } from './outside-plugin.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';

const run = promisify(execFile);
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const chromium = chromiumPath();

/** What the operator does, on the machine: no rebuild, and nothing of the portal is touched. */
const addPlugin = async (archive: string, env: Readonly<Record<string, string>>): Promise<void> => {
  await run(process.execPath, [CLI, 'plugin', 'add', archive, '--yes'], { env: { ...process.env, ...env } });
};

/** The demo tenant begins with everything switched on; here it begins without the plugin. */
const switchOff = async (url: string): Promise<void> => {
  const { body } = await new TestClient(url, '').post<{ accessToken: string }>(
    '/v1/auth/sign-in',
    { email: 'kavita@demo.example', password: 'demo-kavita-2026' },
    { 'x-requested-with': 'compliance-os' },
  );
  await new TestClient(url, body.accessToken).post('/v1/plugins/food/disable', {});
};

/** Somebody changes a file of the plugin while the portal runs. */
const tamper = async (folder: string, name: RegExp): Promise<() => Promise<void>> => {
  const ui = path.join(folder, 'food/1.0.0/ui');
  const file = path.join(
    ui,
    (await readdir(ui)).find((it) => name.test(it))!,
  );
  const before = await readFile(file);
  await writeFile(file, Buffer.concat([before, Buffer.from('\nwindow.stolen = 1;')]));
  return () => writeFile(file, before);
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
    let folder: string;

    beforeAll(async () => {
      plugin = await buildOutside();
      folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-plugins-'));
      const env = { PLUGINS_FOLDER: folder, PLUGINS_ALLOW_UNSIGNED: 'true' };
      await addPlugin(plugin.archive, env);
      portal = await startPortal(env);
      browser = await openBrowser(chromium!);
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await portal?.stop();
      await plugin?.remove();
      await rm(folder, { recursive: true });
    });

    it('is never fetched where it is off', async () => {
      await switchOff(portal.url);
      const { page, faults } = await openPage(browser, portal.url);
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

    it('is switched on by the tenant, with its settings and its secret', async () => {
      const { page, faults } = await openPage(browser, portal.url);
      await signIn(page);
      await page.goto('/plugins');
      await page.locator('.MuiCard-root').filter({ hasText: 'food ·' }).getByRole('button').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Days before').fill('200');
      await dialog.getByRole('button', { name: 'Switch on' }).click();
      await dialog.getByText('At most 180').waitFor();
      await dialog.getByLabel('Days before').fill('45');
      await dialog.getByRole('button', { name: 'Set', exact: true }).click();
      await dialog.getByLabel('Gateway').fill('sesame-street');
      await page.keyboard.press('Enter');
      await dialog.getByText('Saved', { exact: true }).waitFor();
      await picture(page, 'outside-settings');
      await dialog.getByRole('button', { name: 'Switch on' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Food licences' }).waitFor();
      expect(faults).toEqual([]);
      await page.context().close();
    });

    it('shows its panels in the built back office, with the same React, theme, data and router', async () => {
      const { page, faults } = await openPage(browser, portal.url);
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

    it.each(['entry', 'panel'])('does not run a file that was changed: its %s', async (part) => {
      const { page } = await openPage(browser, portal.url);
      const mend = await tamper(folder, part === 'entry' ? /^ui-.*\.js$/ : /^expiring-.*\.js$/);
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
      await mend();
    });
  },
);
