/** The colour of an instance is the same in TypeScript and in SQL, for every combination. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RagInput } from '../../src/domain/index.ts';
import {
  addDays,
  INSTANCE_STATUSES,
  isOverdue,
  isSettled,
  localDate,
  overdueSql,
  rag,
  ragSql,
  settledSql,
} from '../../src/domain/index.ts';
import type { OracleDatabase } from './database.ts';
import { openOracle } from './database.ts';

const today = localDate('2026-11-22');
const COLUMNS = {
  status: 'i.status',
  due: 'i.due',
  today: 'i.today',
  criticalBlockers: 'i."criticalBlockers"',
  pendingDependencies: 'i."pendingDependencies"',
  predictedLate: 'i."predictedLate"',
};

const inputs: RagInput[] = INSTANCE_STATUSES.flatMap((status) =>
  [null, -400, -1, 0, 1, 6, 7, 8, 400].flatMap((offset) =>
    [0, 1, 2].flatMap((criticalBlockers) =>
      [0, 3].flatMap((pendingDependencies) =>
        [true, false].map((predictedLate) => ({
          status,
          due: offset === null ? null : addDays(today, offset),
          today,
          criticalBlockers,
          pendingDependencies,
          predictedLate,
        })),
      ),
    ),
  ),
);

let db: OracleDatabase;
beforeAll(async () => {
  db = await openOracle();
});
afterAll(() => db.close());

it('agrees on 1,080 states', async () => {
  expect(inputs).toHaveLength(1_080);
  const rows = await db.query(
    `select ${ragSql(COLUMNS)} as rag, ${overdueSql(COLUMNS)} as overdue, ${settledSql(COLUMNS)} as settled
     from jsonb_to_recordset($1::jsonb) as i(
       status text, due date, today date,
       "criticalBlockers" int, "pendingDependencies" int, "predictedLate" boolean
     )`,
    [JSON.stringify(inputs)],
  );
  expect(rows).toEqual(
    inputs.map((input) => ({ rag: rag(input), overdue: isOverdue(input), settled: isSettled(input) })),
  );
});
