/**
 * The guide for authors, followed outside of the repository with the packed packages, down to a tenant of a portal that was
 * built and started before: made, proven, built, signed, packed, installed, switched on for one of two.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestClient } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, picture } from '../../e2e/browser.ts';
import {
  addTenant,
  administratorOf,
  newPortal,
  OPERATOR,
  operatorOf,
  PASSWORD,
  type Portal,
} from '../installing/portal.ts';
import { followGuide, shown } from './guide.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/fssai/', import.meta.url));
const chromium = chromiumPath();

let workshop: Workshop;
let project: string;
let publicKey: string;

beforeAll(async () => {
  workshop = await openWorkshop();
  const followed = await followGuide(workshop);
  project = followed.project;
  publicKey = /plugin trust (\S+)/.exec(followed.said)?.[1] ?? '';
}, 1_800_000);
afterAll(() => workshop?.dispose());

/** Every file of a plugin's folder but what is installed and built there: path → content. */
const filesOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^(node_modules|dist)\/|^package-lock\.json$/.test(file));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')])),
  );
};

/** Where the packages are from is the one thing in which the two may differ. */
const withoutPackages = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...files,
  'package.json': files['package.json']!.replaceAll(/("@compliance-os\/[\w-]+": )"[^"]*"/g, '$1""'),
});

describe('the guide', () => {
  it('arrives at the example, every check passed on the way', async () => {
    expect(withoutPackages(await filesOf(project))).toEqual(withoutPackages(await filesOf(EXAMPLE)));
  });

  it.each(shown())('shows %s as it is', async (file, text) => {
    const lines = (of: string) =>
      of
        .split('\n')
        .map((line) => line.trim())
        .join('\n');
    expect(lines(await readFile(path.join(EXAMPLE, file), 'utf8'))).toContain(lines(text));
  });
});

describe('installed on a portal that was built and started before it', () => {
  let portal: Portal;
  let running: Awaited<ReturnType<Portal['start']>>;
  let a: TestClient;
  let b: TestClient;

  /** What the administrator of a tenant does with it. @returns status of the registration */
  const record = async (client: TestClient, days: number): Promise<number> => {
    const entity = await client.post<{ id: string }>('/v1/entities', {
      name: 'Konkan Foods',
      legalName: 'Konkan Foods Private Limited',
      kind: 'company',
    });
    const until = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { status } = await client.post('/v1/compliance/registrations', {
      entityId: entity.body.id,
      type: 'fssai',
      number: '10018022004567',
      from: '2025-04-01',
      facts: [
        { field: 'fssai.validUntil', value: until },
        { field: 'fssai.business', value: 'manufacturer' },
      ],
    });
    await client.post('/v1/compliance/generation/run', { months: 12 });
    return status;
  };

  beforeAll(async () => {
    portal = await newPortal();
    await portal.succeed('operator', '--email', OPERATOR, '--name', 'Operator');
    running = await portal.start();
    let operator = await operatorOf(running.url);
    const tenants = [
      await addTenant(operator, running.url, 'alpha'),
      await addTenant(operator, running.url, 'beta'),
    ];
    await portal.succeed('plugin', 'trust', publicKey, '--name', 'Food licences');
    await portal.succeed('plugin', 'add', path.join(project, 'dist/fssai-1.0.0.tgz'), '--yes');
    await running.stop();
    running = await portal.start();
    operator = await operatorOf(running.url);
    a = await administratorOf(running.url, 'alpha');
    b = await administratorOf(running.url, 'beta');
    for (const tenant of tenants)
      for (const id of ['compliance', 'fssai'])
        await operator.put(`/v1/operator/tenants/${tenant}/plugins/${id}`, { allowed: true });
    for (const client of [a, b]) await client.post('/v1/plugins/compliance/enable', {});
    await a.post('/v1/plugins/fssai/enable', { config: { firstReminder: 180, lastReminder: 45 } });
  }, 400_000);
  afterAll(async () => {
    await running?.stop();
    await portal?.dispose();
  });

  it('is there for the tenant that switched it on: licences, obligations, reminders', async () => {
    expect(await record(a, 100)).toBe(201);
    const licences = await a.get<{ items: readonly object[] }>('/v1/fssai/licences');
    expect(licences.body.items).toMatchObject([
      { number: '10018022004567', renewal: { daysLeft: expect.closeTo(100, -0.5) as number, state: 'open' } },
    ]);
    const { body: owed } = await a.get<{ items: readonly { masterCode: string }[] }>(
      '/v1/compliance/instances?family=fssai',
    );
    expect(new Set(owed.items.map(({ masterCode }) => masterCode))).toEqual(
      new Set(['FSSAI-RENEWAL', 'FSSAI-D1']),
    );
    await expect
      .poll(async () => (await a.get<{ items: readonly object[] }>('/v1/fssai/reminders')).body.items, {
        timeout: 60_000,
        interval: 500,
      })
      .toMatchObject([{ number: '10018022004567', daysBefore: 180, seen: false }]);
  }, 90_000);

  it('is not there for the other', async () => {
    expect(await record(b, 100)).toBe(422); // no such kind of registration
    for (const address of ['/v1/fssai/licences', '/v1/fssai/reminders'])
      expect((await b.get(address)).status).toBe(404);
    const { body: masters } = await b.get<{ items: readonly { family: string }[] }>(
      '/v1/compliance/masters?family=fssai',
    );
    expect(masters.items).toEqual([]);
    const { body: manifest } = await b.get<{ plugins: object }>('/v1/portal');
    expect(manifest.plugins).not.toHaveProperty('fssai');
  });

  describe.skipIf(chromium === undefined)('in the back office', { timeout: 120_000 }, () => {
    const signedIn = async (slug: string, browser: Awaited<ReturnType<typeof openBrowser>>) => {
      const opened = await openPage(browser, running.url);
      await opened.page.goto('/');
      await opened.page.getByLabel(/^E-mail/).fill(`${slug}@example.in`);
      await opened.page.getByLabel(/^Password/).fill(PASSWORD);
      await opened.page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await opened.page.getByRole('link', { name: 'Entities', exact: true }).waitFor();
      return opened;
    };

    it('has its page, its panel and its reminder for the one tenant and nothing for the other', async () => {
      const browser = await openBrowser(chromium!);
      try {
        const { page, faults } = await signedIn('alpha', browser);
        await page.getByRole('link', { name: 'Food licences', exact: true }).click();
        await page.getByText('Licence 10018022004567 ends on').waitFor();
        await page.getByText('Renewal open').waitFor();
        await picture(page, 'fssai-page');
        await page.getByRole('button', { name: 'Seen', exact: true }).click();
        await page.getByText('Licence 10018022004567 ends on').waitFor({ state: 'detached' });
        await page.getByRole('link', { name: 'Entities', exact: true }).click();
        await page.locator('tbody tr').first().click();
        const panel = page.getByRole('heading', { name: 'Food licences' });
        await panel.scrollIntoViewIfNeeded();
        await page.getByText('Renewal open').waitFor();
        await picture(page, 'fssai-panel');
        await page.getByRole('button', { name: 'Language' }).click();
        await page.getByRole('menuitem', { name: 'हिन्दी' }).click();
        await page.getByText('नवीकरण खुला है').waitFor();
        expect(faults).toEqual([]);

        const other = await signedIn('beta', browser);
        expect(await other.page.getByRole('link', { name: 'Food licences', exact: true }).count()).toBe(0);
        await other.page.goto('/x/fssai/licences');
        await other.page
          .getByText(/not found/i)
          .first()
          .waitFor();
        expect(other.faults).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });
});
