/** The API reference, as somebody who writes a program against the portal uses it. */
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture, signInAsKavita } from './browser.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';

const chromium = chromiumPath();

describe.skipIf(chromium === undefined)('the API reference', { timeout: 90_000 }, () => {
  let portal: PortalProcess;
  let browser: Browser;
  let page: Page;
  let faults: string[];

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

  const operations = () => page.getByRole('navigation', { name: 'Operations' }).getByRole('link');

  it('opens from the menu of the person, with every operation of the plugins that are on', async () => {
    await page.getByRole('button', { name: /Kavita/ }).click();
    await page.getByRole('menuitem', { name: 'API reference' }).click();
    await page.getByRole('heading', { name: 'API reference' }).waitFor();
    await operations().first().waitFor();
    expect(await operations().count()).toBeGreaterThan(80);
    await page.getByRole('heading', { name: 'GST · Instances' }).waitFor();
  });

  it('is searched and read with the keyboard alone', async () => {
    await page.getByLabel('Search operations').fill('post payment.update');
    await expect.poll(() => operations().count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Records a challan and what it is for' }).waitFor();
    expect(page.url()).toContain('op=compliance-post-payments');
  });

  it('tells of one operation: who may call it, what it takes, what it replies and refuses, and how to call it', async () => {
    const main = page.getByRole('main');
    await main.getByText('compliance.payment.update', { exact: true }).waitFor();
    await main.getByText('You hold it').waitFor();
    await main.getByRole('table', { name: 'Parameters' }).getByText('idempotency-key').waitFor();
    await main.getByRole('table', { name: 'Request' }).getByText('amountPaise').first().waitFor();
    await main.getByRole('table', { name: 'Reply 201' }).getByText('allocations').first().waitFor();
    await main.getByText(/IDEMPOTENCY_MISMATCH: This idempotency key/).waitFor();
    const example = await main.getByRole('group', { name: 'Example' }).innerText();
    expect(example).toContain(`curl -X POST '${portal.url}/v1/compliance/payments'`);
    expect(example).toContain('Authorization: Bearer $TOKEN');
    await main.getByRole('table', { name: 'Codes of refusals' }).getByText('MAKER_IS_CHECKER').waitFor();
    await picture(page, 'reference-light');
  });

  it('can be read by everybody, light and dark, in English and Hindi', async () => {
    const violations = async () =>
      (await new AxeBuilder({ page }).include('main').analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
      );
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await picture(page, 'reference-dark');
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: /हिन्दी/ }).click();
    await page.getByRole('heading', { name: 'API संदर्भ' }).waitFor();
    await picture(page, 'reference-hindi');
  });

  it('keeps to the content policy', () => {
    expect(faults).toEqual([]);
  });
});
