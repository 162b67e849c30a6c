/** TypeScript and SQL agree about due dates, in every time zone of session and process. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DueDate } from '../../src/domain/index.ts';
import { evaluateRule } from '../../src/domain/index.ts';
import type { OracleCase } from './cases.ts';
import { oracleCase } from './cases.ts';
import type { OracleDatabase } from './database.ts';
import { openOracle } from './database.ts';

const CASES = Number(process.env['ORACLE_CASES'] ?? 4_000);
const ZONES = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati'];
const BATCH = 500;

const EVALUATE = `
  select pg_temp.due_date(
    c->'rule', c->>'basis', (c->>'from')::date, (c->>'to')::date,
    c->'facts', c->'events', c->'masters', c->'holidays'
  )::text as due
  from jsonb_array_elements($1::jsonb) with ordinality as t(c, n) order by n`;

let db: OracleDatabase;
beforeAll(async () => {
  db = await openOracle();
  await db.run(readFileSync(new URL('./due-date.sql', import.meta.url), 'utf8'));
});
afterAll(() => db.close());

describe(`${CASES} random cases`, () => {
  it.each(ZONES.map((zone, i) => [zone, i] as const))(
    'are answered alike in %s',
    async (zone, i) => {
      await db.run(`set timezone = '${zone}'`);
      const kinds = new Set<string>();
      await inZone(zone, async () => {
        const share = Math.ceil(CASES / ZONES.length);
        for (let done = 0; done < share; done += BATCH) {
          const cases = fc.sample(oracleCase, {
            numRuns: Math.min(BATCH, share - done),
            seed: 20_261_122 + i * 1_000_003 + done,
          });
          const answers = await askSql(cases);
          const own = cases.map(askTypeScript);
          own.forEach((answer) => kinds.add(answer.kind));
          const differing = cases
            .map((c, n) => ({ case: c, typescript: own[n]!, sql: answers[n]! }))
            .filter((d) => JSON.stringify(sorted(d.typescript)) !== JSON.stringify(sorted(d.sql)));
          expect(differing.slice(0, 1)).toEqual([]);
        }
      });
      expect(kinds).toEqual(new Set(['date', 'awaits', 'no-date']));
    },
    600_000,
  );
});

type Answer = Readonly<Record<string, unknown>> & { readonly kind: string };

async function askSql(cases: readonly OracleCase[]): Promise<Answer[]> {
  const given = cases.map(({ period, ...rest }) => ({
    ...rest,
    basis: period.basis,
    from: period.from,
    to: period.to,
  }));
  const rows = await db.query(EVALUATE, [JSON.stringify(given)]);
  return rows.map((row) => JSON.parse(String(row['due'])) as Answer);
}

function askTypeScript({ rule, period, facts, events, masters, holidays }: OracleCase): Answer {
  const due: DueDate = evaluateRule(rule, {
    period,
    facts,
    events,
    masterDates: masters,
    holidays: new Set(holidays),
  });
  if (due.kind === 'date')
    return {
      kind: due.kind,
      date: due.date,
      ...(due.unless && { unless: due.unless.map(({ name }) => name) }),
    };
  if (due.kind === 'no-date') return { kind: due.kind };
  const { expected } = due;
  return {
    kind: due.kind,
    awaits: due.awaits.map((a) => a.name),
    expected: expected?.date ?? null,
    why: expected?.why ?? null,
  };
}

function sorted(answer: Answer): unknown {
  return Object.entries(answer).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function inZone(zone: string, work: () => Promise<void>): Promise<void> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}
