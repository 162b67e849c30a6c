import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture } from './browser.ts';
import { startPortal, type PortalProcess } from './portal-process.ts';
import { PDF } from './sample-pdf.ts';

const chromium = chromiumPath();
const SAMPLES = fileURLToPath(new URL('../../../samples/', import.meta.url));

const PEOPLE = {
  priya: ['priya@demo.example', 'demo-priya-2026'],
  arjun: ['arjun@demo.example', 'demo-arjun-2026'],
  kavita: ['kavita@demo.example', 'demo-kavita-2026'],
} as const;

/** "Oct 2026" for the month before this one in India, as the portal writes it. */
const lastMonth = (): string => {
  const india = new Date(Date.now() + 5.5 * 3_600_000);
  const month = new Date(Date.UTC(india.getUTCFullYear(), india.getUTCMonth() - 1, 1));
  return `${month.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' }).slice(0, 3)} ${month.getUTCFullYear()}`;
};

/** The day in India, `YYYY-MM-DD`. */
const today = (): string => new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10);

describe.skipIf(chromium === undefined)(
  'from a company’s registrations to a filed return, in a browser',
  { timeout: 90_000 },
  () => {
    let portal: PortalProcess;
    let browser: Browser;
    const faults: string[] = [];
    let obligation = '';

    beforeAll(async () => {
      portal = await startPortal();
      browser = await openBrowser(chromium!);
    });
    afterAll(async () => {
      await browser?.close();
      await portal?.stop();
    });

    /** Signs in on the page itself and waits for the Control Tower. */
    const signIn = async (who: keyof typeof PEOPLE): Promise<Page> => {
      const opened = await openPage(browser, portal.url);
      const { page } = opened;
      page.on('close', () => faults.push(...opened.faults));
      await page.goto('/');
      const [email, password] = PEOPLE[who];
      await page.getByLabel(/^E-mail/).fill(email);
      await page.getByLabel(/^Password/).fill(password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Control tower' }).waitFor();
      return page;
    };

    const attach = async (page: Page, label: string): Promise<void> => {
      const row = page
        .getByRole('list', { name: 'Required evidence' })
        .getByRole('listitem')
        .filter({ hasText: label });
      await row.getByRole('button', { name: 'Choose' }).click();
      const file = {
        name: `${label.replaceAll(/\W+/g, '-')}.pdf`,
        mimeType: 'application/pdf',
        buffer: Buffer.from(PDF),
      };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await row.getByRole('button', { name: 'Show' }).waitFor();
    };

    const step = async (page: Page, name: string, confirm: string | RegExp = name): Promise<void> => {
      await page.locator('footer').getByRole('button', { name, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await dialog.getByRole('button', { name: confirm }).last().click();
      await dialog.waitFor({ state: 'hidden' });
    };

    it('shows the mistakes of a file by row and column, and writes nothing', async () => {
      const page = await signIn('kavita');
      await picture(page, '01-control-tower');
      await page.goto('/import');
      await page.locator('input[type=file]').setInputFiles(`${SAMPLES}with-errors.csv`);
      await page
        .getByText(/check character/i)
        .first()
        .waitFor();
      await picture(page, '02-import-mistakes');
      await page.context().close();
    });

    it('imports a company, says what applies and why, previews and generates twelve months', async () => {
      const page = await signIn('kavita');
      await page.goto('/import');
      await page.locator('input[type=file]').setInputFiles(`${SAMPLES}services-company.csv`);
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByText('GSTR-3B').first().waitFor();
      await picture(page, '03-what-applies');
      await page.getByRole('button', { name: 'Go on to the obligations' }).click();
      const generate = page.getByRole('button', { name: 'Generate', exact: true });
      await page
        .getByText(/to generate/)
        .first()
        .waitFor();
      await picture(page, '04-generation-preview');
      await generate.click();
      await page.getByText(/obligations generated/).waitFor({ timeout: 60_000 });
      await page.goto('/obligations');
      await page.locator('tbody tr').first().waitFor();
      await picture(page, '05-obligations');
      await page.goto('/calendar');
      await page.getByRole('grid').waitFor();
      await picture(page, '06-calendar');
      await page.context().close();
    });

    it('lets a contributor attach evidence and send GSTR-3B of last month to review', async () => {
      const page = await signIn('priya');
      await page.goto(`/obligations?filter=${encodeURIComponent(JSON.stringify({ q: '27AAKCK4821M1Z4' }))}`);
      const row = page
        .locator('tbody tr')
        .filter({ has: page.getByRole('cell', { name: lastMonth(), exact: true }) })
        .filter({ has: page.getByText('GSTR-3B', { exact: true }) });
      await row.first().getByText('GSTR-3B', { exact: true }).click();
      await page.getByRole('heading', { name: `GSTR-3B · ${lastMonth()}` }).waitFor();
      obligation = new URL(page.url()).pathname;
      await step(page, 'Start');
      await page.getByText('Preparing').first().waitFor();
      for (const label of ['GSTR-2B', 'Input tax credit reconciliation', 'Tax computation'])
        await attach(page, label);
      await picture(page, '07-evidence');
      await step(page, 'Submit for review');
      await page.getByText('In review').first().waitFor();
      await page.context().close();
    });

    it('lets a second person approve it, and not the first', async () => {
      const maker = await signIn('priya');
      await maker.goto(obligation);
      await maker.getByText('In review').first().waitFor();
      await maker.getByRole('tab', { name: 'History' }).waitFor();
      expect(await maker.getByRole('button', { name: 'Approve', exact: true, disabled: false }).count()).toBe(
        0,
      );
      await maker.context().close();

      const page = await signIn('arjun');
      await page.goto(obligation);
      await step(page, 'Approve');
      await page.getByText('Approved').first().waitFor();
      await picture(page, '08-approved');
      await page.context().close();
    });

    it('records the acknowledgement, and it is filed', async () => {
      const page = await signIn('priya');
      await page.goto(`${obligation}?tab=filing`);
      await page.getByLabel(/^Filing date/).fill(today());
      await page.getByLabel(/^Acknowledgement number/).fill('AA271026000123B');
      const why = page.getByLabel(/^Why it is late/);
      if (await why.isVisible().catch(() => false))
        await why.fill('The reconciliation took longer than planned.');
      await page
        .locator('form')
        .getByRole('button', { name: /filing/i })
        .click();
      await page.getByText('Filed', { exact: true }).first().waitFor();
      await picture(page, '09-filed');
      await page.context().close();
    });

    it('shows every step to the auditor, with the row before and after', async () => {
      const page = await signIn('kavita');
      await page.goto(obligation);
      await page.getByRole('tab', { name: 'History' }).click();
      await page.getByText('Arjun Mehta').first().waitFor();
      await page.getByText('Priya Nair').first().waitFor();
      await picture(page, '10-history');
      await page.goto('/audit');
      await page.getByText('Arjun Mehta').first().waitFor();
      await picture(page, '11-audit');
      await page.context().close();
    });

    it('never ran into its own content policy or an uncaught error', async () => {
      expect(faults).toEqual([]);
      expect(portal.output()).not.toMatch(/"level":50/);
    });
  },
);
