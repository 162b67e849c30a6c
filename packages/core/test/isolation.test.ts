import { describe, expect, inject, it } from 'vitest';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { seed } from './isolation/seed.ts';
import { sweep, type SweepResult } from './isolation/sweep.ts';
import { ledgerPlugin, type LedgerOptions } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

const postgresUrl = inject('postgresUrl');

/** As if the role that serves were not bound by row level security at all. */
const withoutRowLevelSecurity = async (t: TestHost<'a' | 'b'>): Promise<void> => {
  await t.sql(`do $$ declare r regclass; begin
    for r in select oid from pg_class where relrowsecurity loop
      execute format('alter table %s disable row level security', r);
    end loop; end $$`);
};

const sweepWith = async (
  ledger: LedgerOptions,
  sabotage: (t: TestHost<'a' | 'b'>) => Promise<void> = async () => {},
): Promise<SweepResult> => {
  const t = await startTestHost({ plugins: [notes, ledgerPlugin(ledger)], postgresUrl });
  try {
    await seed(t, 'a');
    await seed(t, 'b');
    await sabotage(t);
    return await sweep(t);
  } finally {
    await t.stop();
  }
};

describe.skipIf(postgresUrl === undefined)('tenants are apart', { timeout: 120_000 }, () => {
  it('with everything in place', async () => {
    const { requests, findings } = await sweepWith({});
    expect(findings).toEqual([]);
    expect(requests).toBeGreaterThan(800);
  });

  it('by the predicates of the queries alone', async () => {
    const { findings } = await sweepWith({}, withoutRowLevelSecurity);
    expect(findings).toEqual([]);
  });

  it('by row level security alone, whatever a plugin forgets', async () => {
    const { findings } = await sweepWith({ namesTenant: false });
    expect(findings).toEqual([]);
  });

  it('and a sweep sees it where both are gone', async () => {
    const { findings } = await sweepWith({ namesTenant: false }, withoutRowLevelSecurity);
    expect(findings.join('\n')).toMatch(/get \/v1\/ledger\/books .*shows what is not/);
    expect(findings.join('\n')).toMatch(/delete \/v1\/ledger\/books\/:id .*expected 404/);
    expect(findings).toContain('rows of the other tenant changed');
  });
});
