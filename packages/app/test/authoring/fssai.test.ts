/**
 * What the guide for authors arrives at, from its sources outside of the repository to a tenant of a portal that was built
 * and started before it: made with the packed packages, proven, built, signed, packed, installed, switched on for one of two.
 */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
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
import { openWorkshop, type Workshop } from './workshop.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/fssai/', import.meta.url));
const chromium = chromiumPath();

interface Packages {
  readonly devDependencies: Readonly<Record<string, string>>;
}

let workshop: Workshop;
let project: string;
const tool = (name: string, ...args: string[]) => workshop.run(project, name, ...args);

beforeAll(async () => {
  workshop = await openWorkshop();
  project = path.join(workshop.folder, 'fssai');
  await workshop.createPlugin('fssai', '--name', 'Food licences', '--sdk', workshop.sdk);
  const scaffolded = await readFile(path.join(project, 'package.json'), 'utf8');
  await rm(project, { recursive: true });
  await cp(EXAMPLE, project, {
    recursive: true,
    filter: (file) => !['node_modules', 'dist'].includes(path.basename(file)),
  });
  // The packages are on no registry yet: they come from the folder, as the scaffolder writes it.
  await writeFile(path.join(project, 'package.json'), scaffolded);
  await workshop.install(project);
}, 900_000);
afterAll(() => workshop?.dispose());

describe('the example', () => {
  it('asks for what a new plugin asks for', async () => {
    await workshop.createPlugin('fssai', '--name', 'Food licences', '--folder', 'from-registry');
    const read = async (folder: string): Promise<Packages> =>
      JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Packages;
    expect(await read(EXAMPLE)).toEqual(await read(path.join(workshop.folder, 'from-registry')));
  });

  it(
    'passes lint, types, tests and conformance outside of the repository',
    { timeout: 300_000 },
    async () => {
      await tool('oxlint');
      await tool('tsc');
      const said = await tool('vitest', 'run');
      expect(said).toMatch(/Test Files +5 passed \(5\)/);
    },
  );
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
    const key = path.join(workshop.folder, 'author.pem');
    const [, publicKey] = /plugin trust (\S+)/.exec(
      await tool('compliance-os-plugin', 'keygen', '--key', key),
    )!;
    await tool('compliance-os-plugin', 'build');
    await tool('compliance-os-plugin', 'sign', '--key', key);
    await tool('compliance-os-plugin', 'pack');

    portal = await newPortal();
    await portal.succeed('operator', '--email', OPERATOR, '--name', 'Operator');
    running = await portal.start();
    let operator = await operatorOf(running.url);
    const tenants = [
      await addTenant(operator, running.url, 'alpha'),
      await addTenant(operator, running.url, 'beta'),
    ];
    await portal.succeed('plugin', 'trust', publicKey!, '--name', 'Food licences');
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
