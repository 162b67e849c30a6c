/** What the scaffolder makes, and what it adds, passes every check as it is: outside of the repository, with the packed packages. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let project: string;

beforeAll(async () => {
  workshop = await openWorkshop();
  await workshop.createPlugin('food-safety', '--name', 'Food safety', '--sdk', workshop.sdk);
  project = path.join(workshop.folder, 'food-safety');
  await workshop.install(project);
}, 900_000);
afterAll(() => workshop?.dispose());

/** @returns how many files of tests there are, where every check passes and nothing is skipped */
const check = async (): Promise<number> => {
  await workshop.run(project, 'oxlint');
  await workshop.run(project, 'tsc');
  const said = await workshop.run(project, 'vitest', 'run');
  const [, passed, all] = /Test Files +(\d+) passed \((\d+)\)/.exec(said) ?? [];
  return passed === all ? Number(all) : Number.NaN;
};

describe('a new plugin', () => {
  it('passes lint, types, tests and conformance untouched', { timeout: 300_000 }, async () => {
    expect(await check()).toBe(4);
  });

  it('passes them with one of everything added to it', { timeout: 300_000 }, async () => {
    const add = (...args: string[]) => workshop.run(project, 'create-compliance-os-plugin', 'add', ...args);
    await add('route', 'inspections');
    await add('job', 'count-inspections');
    await add('migration', 'inspector-visits');
    await add('master', 'water-test');
    await add('panel', 'about', '--hindi', 'विवरण');
    await add('panel', 'expiring', '--slot', 'dashboard.widget', '--hindi', 'समाप्ति');
    await add('panel', 'register', '--slot', 'route', '--hindi', 'पंजिका');
    expect(await check()).toBe(6);
  });

  it('is built and packed', { timeout: 120_000 }, async () => {
    await workshop.run(project, 'compliance-os-plugin', 'build');
    const said = await workshop.run(project, 'compliance-os-plugin', 'pack');
    expect(said).toContain('food-safety@1.0.0 is packed in');
  });
});
