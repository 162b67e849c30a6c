/** From on to purged, in the built back office: what changes is shown before each step. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture } from './browser.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';

const chromium = chromiumPath();

describe.skipIf(chromium === undefined)('a plugin of a tenant', { timeout: 90_000 }, () => {
  let portal: PortalProcess;
  let browser: Browser;
  let member: Page;
  let operator: Page;
  const faults: string[][] = [];

  const signIn = async (at: string, email: string, password: string): Promise<Page> => {
    const { page, faults: found } = await openPage(browser, portal.url);
    faults.push(found);
    await page.goto(at);
    await page.getByLabel(/^E-mail/).fill(email);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const card = (name: string) => member.locator('.MuiCard-root').filter({ hasText: `${name} ·` });

  beforeAll(async () => {
    portal = await startPortal();
    browser = await openBrowser(chromium!);
    member = await signIn('/', 'kavita@demo.example', 'demo-kavita-2026');
    await member.getByRole('heading', { name: 'Control tower' }).waitFor();
    await member.goto('/plugins');
    operator = await signIn('/operator', 'operator@demo.example', 'demo-operator-2026');
    await operator.getByRole('heading', { name: 'Tenants' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it('is not switched off while another needs it, and the dialog says which', async () => {
    await card('compliance').getByRole('button').click();
    await press(member, 'Switch off');
    await member.getByText('Switch off what needs Compliance first: GST.').waitFor();
    expect(await member.getByRole('button', { name: 'Yes, switch it off' }).isDisabled()).toBe(true);
    await press(member, 'Cancel');
    await press(member, 'Cancel');
  });

  it('says what goes before it is switched off, and is put away when it is archived', async () => {
    await card('gst').getByRole('button').click();
    await press(member, 'Switch off');
    await member.getByText('GST-GSTR1-M').waitFor();
    await picture(member, 'plugin-switch-off');
    await press(member, 'Yes, switch it off');
    await card('gst').getByRole('button', { name: 'Switch on' }).click();
    await press(member, 'Archive');
    await member.getByRole('heading', { name: 'Archive GST' }).waitFor();
    await press(member, 'Archive');
    await member.getByRole('heading', { name: 'Archived' }).waitFor();
    expect(await card('gst').count()).toBe(0);
  });

  it('is purged by an operator who has typed its id, and leaves a tombstone', async () => {
    await press(operator, 'States and data');
    await press(operator, 'Purge');
    const confirm = operator.getByLabel('Type gst to confirm');
    await confirm.fill('gts');
    expect(await operator.getByRole('button', { name: 'Purge', exact: true }).isDisabled()).toBe(true);
    await confirm.fill('gst');
    await press(operator, 'Purge');
    await operator.getByText('Purged', { exact: true }).waitFor();
    await press(operator, 'Close');
    await operator.getByRole('tab', { name: 'Plugins' }).click();
    await operator.getByText('SHA-256').waitFor();
    await picture(operator, 'tombstone');
    const download = operator.waitForEvent('download');
    await press(operator, 'Download the export');
    expect((await download).suggestedFilename()).toMatch(/^gst-\d{4}-\d\d-\d\d\.tar\.gz$/);
  });

  it('comes back with its set, for all tenants at once, after what would change is shown', async () => {
    await press(operator, 'Switch for many tenants');
    await operator.getByLabel('Action').click();
    await operator.getByRole('option', { name: 'Allow and switch on' }).click();
    await operator.getByLabel('Plugin or set').click();
    await operator.getByRole('option', { name: /^Set of plugins: GST/ }).click();
    await press(operator, 'All tenants');
    await press(operator, 'Show what would change');
    await operator.getByText(/Will change · GST$/).waitFor();
    await press(operator, 'Change 1 tenant');
    await operator.getByText(/Changed · GST$/).waitFor();
    await member.reload();
    await card('gst').getByText('Enabled').waitFor();
    expect(faults.flat()).toEqual([]);
  });
});
