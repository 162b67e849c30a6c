/**
 * What waits for what is the same in TypeScript and in SQL: as it is coloured, and as it is listed. Random sets of
 * obligations of one subject, under random masters that name each other.
 */
import type { Queries } from '@compliance-os/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  blockingDependencies,
  CLOSED_STATUSES,
  defineMaster,
  dependencyStates,
  INSTANCE_STATUSES,
  isReleased,
  isSettled,
  parsePeriod,
  rag,
  type Dependency,
  type InstanceStatus,
  type Master,
  type Sibling,
} from '../../src/domain/index.ts';
import { blockersOf } from '../../src/store/dependencies.ts';
import { refreshStates } from '../../src/store/states.ts';
import type { OracleDatabase } from './database.ts';
import { openOracle } from './database.ts';

const TODAY = '2026-06-15';
const TENANT = uuid(1);
const CODES = ['TST-A', 'TST-B', 'TST-C'] as const;
const PERIODS = [
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  'FY2025-26/Q4',
  'FY2026-27/Q1',
  'FY2025-26',
];

function uuid(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

interface Owed {
  readonly code: string;
  readonly period: string;
  readonly status: InstanceStatus;
  /** what the portal made of each submission */
  readonly portal: readonly string[];
}

const dependency: fc.Arbitrary<Dependency> = fc.record({
  master: fc.constantFrom(...CODES),
  effect: fc.constantFrom('blocks', 'blocks', 'informs'),
  period: fc.constantFrom('same', 'within', 'previous'),
});
const owed: fc.Arbitrary<Owed> = fc.record({
  code: fc.constantFrom(...CODES),
  period: fc.constantFrom(...PERIODS),
  status: fc.constantFrom(...INSTANCE_STATUSES, ...CLOSED_STATUSES),
  portal: fc.array(fc.constantFrom('accepted', 'pending', 'error', 'defective'), { maxLength: 2 }),
});
const world = fc.record({
  dependencies: fc.tuple(...CODES.map(() => fc.array(dependency, { maxLength: 3 }))),
  instances: fc.uniqueArray(owed, { maxLength: 14, selector: ({ code, period }) => `${code} ${period}` }),
});

const masterWith = (code: string, dependencies: readonly Dependency[]): Master =>
  defineMaster({
    code,
    family: 'test',
    name: code,
    form: code,
    authority: 'x',
    law: 's.1',
    frequency: 'monthly',
    subject: 'entity',
    applicability: { always: true },
    rule: { kind: 'days-after-period-end', days: 20 },
    dueText: 'x',
    dependencies: [...dependencies],
    effectiveFrom: '2017-07-01',
    confidence: 'high',
    source: { law: 's.1', urls: [], basis: 'seen' },
  });

const refusedOf = ({ portal }: Owed): number =>
  portal.length > 0 && portal.every((status) => status === 'error' || status === 'defective') ? 1 : 0;

const siblingOf = (one: Owed, at: number): Sibling => ({
  id: uuid(100 + at),
  master: one.code,
  period: parsePeriod(one.period),
  state: !isSettled({ status: one.status, criticalBlockers: refusedOf(one) })
    ? 'open'
    : isReleased(one.status)
      ? 'released'
      : 'done',
});

let db: OracleDatabase;
let q: Queries;
beforeAll(async () => {
  db = await openOracle();
  await db.run(`
    create schema if not exists compliance;
    create temp table master_version (tenant_id uuid, id uuid, content jsonb);
    create temp table instance (tenant_id uuid, id uuid, entity_id uuid, family text, master_version_id uuid,
      master_code text, form text, subject_id uuid, status text, due_date date, sort_date date, period text,
      period_label text, period_from date, period_to date, assignee_name text, filed_on date);
    create temp table submission (tenant_id uuid, instance_id uuid, portal_status text);
    create temp table instance_state (tenant_id uuid, id uuid, entity_id uuid, family text, status text, due_date date,
      filed_on date, rag text, overdue_days int, pending_dependencies int,
      critical_blockers int, exposure_paise bigint, exposure_incomplete boolean, as_of date, primary key (tenant_id, id));
  `);
  const rows = async (text: string, values: readonly unknown[] = []) =>
    (await db.query(text.replaceAll('compliance.', 'pg_temp.'), [...values])) as never;
  q = {
    rows,
    run: rows,
    first: async (text: string, values?: readonly unknown[]) => (await rows(text, values))[0],
  } as unknown as Queries;
});
afterAll(() => db.close());

const write = async (masters: readonly Master[], instances: readonly Owed[]): Promise<void> => {
  await db.run('truncate master_version, instance, submission, instance_state');
  for (const [at, master] of masters.entries())
    await db.query('insert into master_version values ($1, $2, $3)', [
      TENANT,
      uuid(10 + at),
      JSON.stringify(master),
    ]);
  for (const [at, one] of instances.entries()) {
    const { from, to } = parsePeriod(one.period);
    await db.query(
      `insert into instance values ($1, $2, $1, 'test', $3, $4, $4, $1, $5, '2026-12-31', '2026-12-31', $6, $6, $7, $8, null, null)`,
      [
        TENANT,
        uuid(100 + at),
        uuid(10 + CODES.indexOf(one.code as 'TST-A')),
        one.code,
        one.status,
        one.period,
        from,
        to,
      ],
    );
    for (const status of one.portal)
      await db.query('insert into submission values ($1, $2, $3)', [TENANT, uuid(100 + at), status]);
  }
};

it('agrees on what waits, for what, and in which colour', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ dependencies, instances }) => {
      const masters = CODES.map((code, at) => masterWith(code, dependencies[at]!));
      await write(masters, instances);
      await refreshStates(q, TENANT, TODAY, []);

      const all = instances.map(siblingOf);
      // What was withdrawn is as if it were not there.
      const siblings = all.filter((_one, at) => instances[at]!.status !== 'withdrawn');
      const expected = instances.map((one, at) => {
        const master = masters[CODES.indexOf(one.code as 'TST-A')]!;
        const period = parsePeriod(one.period);
        const blocking = blockingDependencies(dependencyStates(master, period, siblings));
        const settled = all[at]!.state !== 'open';
        const pending = period.to < TODAY && !settled ? blocking.length : 0;
        return {
          id: uuid(100 + at),
          blockers: [
            ...new Set(blocking.flatMap(({ waitingFor }) => waitingFor.map(({ id }) => id))),
          ].toSorted(),
          pending,
          rag: rag({
            status: one.status,
            due: parsePeriod('2026-12').to,
            today: parsePeriod('2026-06').from,
            criticalBlockers: refusedOf(one),
            pendingDependencies: pending,
            predictedLate: false,
          }),
        };
      });

      const states = await db.query(
        `select i.id, coalesce(s.pending_dependencies, 0) as pending, coalesce(s.rag, 'green') as rag
         from instance i left join instance_state s using (id) order by i.id`,
      );
      const blockers = await blockersOf(
        q,
        TENANT,
        instances.map((_, at) => uuid(100 + at)),
      );
      expect(
        states.map(({ id, pending, rag: colour }) => ({
          id,
          blockers: [
            ...new Set((blockers.get(id as string) ?? []).map(({ instanceId }) => instanceId)),
          ].toSorted(),
          pending,
          rag: colour,
        })),
      ).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
