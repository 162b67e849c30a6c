/**
 * No history of a GSTIN falls between two masters: on every day of two years exactly one member of each coverage group
 * is owed, or a fact is missing that is named, or there is a reason why none is owed. Asked of the obligations that are
 * planned, with the days that they cover, and of the check that the portal shows.
 *
 * A longer run: `COVERAGE_HISTORIES=20000 npm test -- plugins/gst/test/coverage-histories.test.ts`.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type {
  Candidate,
  CoverageGroup,
  Fact,
  FactValue,
  Life,
  Span,
  Subject,
} from '@compliance-os/compliance';
import {
  addDays,
  checkCoverage,
  crore,
  dateFromDayNumber,
  dayNumber,
  evaluateApplicability,
  financialYear,
  localDate,
  parsePeriod,
  periodContaining,
  periodsOverlapping,
  planInstances,
  summary,
  withDerived,
} from '@compliance-os/compliance';
import { cancelledFrom, gstDerivations, gstEvents, GSTIN_TYPES } from '../src/domain/index.ts';
import { gstCoverage, gstMasters } from '../src/masters/index.ts';

const HISTORIES = Number(process.env['COVERAGE_HISTORIES'] ?? 100);
const WINDOW: Span = { from: parsePeriod('FY2026-27').from, to: parsePeriod('FY2027-28').to };
const MASTERS = gstMasters.filter(({ code }) => gstCoverage.some(({ members }) => members.includes(code)));

interface History {
  readonly life: Life;
  readonly facts: readonly Fact[];
}

const dayBetween = (from: string, to: string) =>
  fc.integer({ min: dayNumber(localDate(from)), max: dayNumber(localDate(to)) }).map(dateFromDayNumber);
const day = dayBetween('2026-03-01', '2028-03-31');
const often = <T>(one: T, ...others: T[]) =>
  fc.oneof({ arbitrary: fc.constant(one), weight: 2 }, { arbitrary: fc.constantFrom(...others), weight: 3 });

/** A field over time: what it was at first, if that is known, and what it became; the last may end without a word. */
const course = (field: string, value: fc.Arbitrary<FactValue | null>): fc.Arbitrary<readonly Fact[]> =>
  fc
    .record({
      first: fc.option(value, { freq: 8 }),
      changes: fc.array(fc.tuple(day, value), { maxLength: 3 }),
      end: fc.option(day, { freq: 1 }),
    })
    .map(({ first, changes, end }) => {
      const steps = [
        ...(first === null ? [] : [[localDate('2020-04-01'), first] as const]),
        ...changes.toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ].filter(([from], at, all) => all[at + 1]?.[0] !== from);
      return steps.map(([from, said], at): Fact => {
        const next = steps[at + 1]?.[0];
        const to = next !== undefined ? addDays(next, -1) : end !== null && end >= from ? end : null;
        return { field, value: said, from, to, source: 'history' };
      });
    });

/** Said on some day of some years; often left open, as people leave it. */
const ofYears = (field: string, value: fc.Arbitrary<FactValue | null>): fc.Arbitrary<readonly Fact[]> =>
  fc
    .tuple(
      ...[2025, 2026, 2027].map((year) =>
        fc.option(fc.record({ from: dayBetween(`${year}-04-01`, `${year + 1}-03-31`), said: value }), {
          freq: 3,
        }),
      ),
    )
    .map((years) =>
      years.flatMap((one) =>
        one === null ? [] : [{ field, value: one.said, from: one.from, to: null, source: 'history' }],
      ),
    );

const turnover = fc.constantFrom(0, crore(3), crore(5), crore(5) + 1, crore(7), null);
const anyHistory: fc.Arbitrary<History> = fc
  .record({
    from: fc.oneof(fc.constant(localDate('2020-04-01')), day),
    lasts: fc.option(fc.integer({ min: 0, max: 800 }), { freq: 1 }),
    facts: fc.tuple(
      course('gstin.type', often<FactValue | null>('regular', ...GSTIN_TYPES, null)),
      course('gstin.status', often<FactValue | null>('active', 'suspended', 'cancelled', null)),
      course('gstin.qrmp', fc.constantFrom(true, false, null)),
      course('gstin.jobWork', fc.constantFrom(true, false, null)),
      ofYears('gstin.aato', turnover),
      ofYears('gstin.aatoOfPeriod', turnover),
      ofYears('gstin.turnoverToDate', turnover),
      ofYears('gstin.cancellationOrderOn', day),
    ),
  })
  .map(({ from, lasts, facts }) => {
    const life: Life = { from, to: lasts === null ? null : addDays(from, lasts) };
    return { life, facts: withoutLaterTypes(facts.flat(), life) };
  });

/** A cancelled registration changes its type no more. */
function withoutLaterTypes(facts: readonly Fact[], life: Life): readonly Fact[] {
  const cancelled = cancelledFrom(facts, life);
  if (cancelled === null) return facts;
  return facts.flatMap((fact) =>
    fact.field !== 'gstin.type'
      ? [fact]
      : fact.from > cancelled
        ? []
        : [{ ...fact, to: fact.to === null || fact.to >= cancelled ? null : fact.to }],
  );
}

const includes = ({ from, to }: Span, on: string): boolean => from <= on && on <= to;

/** What the plan of one day comes to. */
function verdictOf(
  group: CoverageGroup,
  candidates: readonly Candidate[],
  facts: readonly Fact[],
  on: Span['from'],
) {
  const members = candidates.filter(({ master }) => group.members.includes(master));
  const since = (c: Candidate): Span =>
    c.period.kind === 'event' ? { from: c.period.from, to: WINDOW.to } : c.span;
  const covering = members.filter(
    (c) =>
      c.applicability.verdict === 'applies' &&
      includes(since(c), on) &&
      !c.applicability.gaps.some((gap) => includes(gap, on)),
  );
  const asking = members.filter((c) =>
    c.period.kind === 'event'
      ? c.applicability.verdict === 'undetermined' && includes(since(c), on)
      : c.applicability.open.some((open) => includes(open, on)),
  );
  const belongs = evaluateApplicability(group.population, facts, periodContaining('monthly', 'FY', on), {
    from: on,
    to: on,
  });
  const missing = [...belongs.missing, ...asking.flatMap((c) => c.applicability.missing)];
  if (covering.length > 1) return `many: ${covering.map(({ key }) => key).join(', ')}`;
  if (belongs.verdict === 'does-not-apply')
    return covering.length > 0
      ? `owed outside: ${covering[0]!.key}`
      : /^Does not apply: .+/.test(summary(belongs))
        ? 'outside'
        : 'outside without a reason';
  if (covering.length === 1) return asking.length === 0 ? 'one' : `owed and asked: ${asking[0]!.key}`;
  return missing.length > 0 ? 'asked' : 'nothing owed, nothing asked';
}

/** By the facts as they were said: a quarterly return covers no day of a casual one, and none of a year without turnover. */
function quarterlyWithoutGround(
  candidates: readonly Candidate[],
  facts: readonly Fact[],
  on: Span['from'],
): boolean {
  const covers = candidates.some(
    ({ master, applicability: { verdict, span, gaps } }) =>
      master === 'GST-GSTR3B-Q' &&
      verdict === 'applies' &&
      includes(span!, on) &&
      !gaps.some((gap) => includes(gap, on)),
  );
  if (!covers) return false;
  const type = facts.find((f) => f.field === 'gstin.type' && f.from <= on && (f.to === null || f.to >= on));
  const year = financialYear(on);
  const before = financialYear(addDays(year.from, -1));
  const turnover = facts.filter(
    ({ field, value, from }) =>
      typeof value === 'number' &&
      ((field === 'gstin.aato' && includes(year, from)) ||
        (field === 'gstin.aatoOfPeriod' && includes(before, from))),
  );
  return (
    !['regular', 'sez-unit', 'sez-developer'].includes(String(type?.value)) ||
    !turnover.some(({ value }) => Number(value) <= crore(5))
  );
}

const FINE = ['one', 'outside', 'asked'];

it(`${HISTORIES} histories: every day of two years is covered once, asked about or outside with a reason`, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anyHistory, ({ life, facts }) => {
      const subject: Subject = {
        id: 's',
        kind: 'registration:gstin',
        life,
        facts,
        events: [],
        onboardedOn: null,
      };
      const planned = (masters: typeof MASTERS, window: Span) => {
        const { instances, undetermined } = planInstances({
          subjects: [subject],
          masters,
          derivations: gstDerivations,
          eventDerivations: gstEvents.map(({ derive }) => derive),
          window,
        });
        return [...new Map([...undetermined, ...instances].map((c) => [c.key, c])).values()];
      };
      // What an event started long ago is still there.
      const candidates = [
        ...planned(
          MASTERS.filter(({ frequency }) => frequency !== 'event'),
          WINDOW,
        ),
        ...planned(
          MASTERS.filter(({ frequency }) => frequency === 'event'),
          { ...WINDOW, from: life.from },
        ),
      ];
      const known = withDerived(facts, gstDerivations, life, WINDOW);
      const events = gstEvents.flatMap(({ derive }) => derive(facts, life));
      for (const group of gstCoverage) {
        const faults: string[] = [];
        for (let on = WINDOW.from; on <= WINDOW.to; on = addDays(on, 1)) {
          if (on < life.from || (life.to !== null && on > life.to && !group.afterEnd)) continue;
          const verdict = verdictOf(group, candidates, known, on);
          seen.set(`${group.code} ${verdict}`, (seen.get(`${group.code} ${verdict}`) ?? 0) + 1);
          if (!FINE.includes(verdict)) faults.push(`${group.code} on ${on}: ${verdict}`);
          if (group.code === 'gst.return' && quarterlyWithoutGround(candidates, facts, on))
            faults.push(`${on} is in a quarterly return and may not be`);
        }
        for (const month of periodsOverlapping('monthly', 'FY', WINDOW)) {
          const { pieces } = checkCoverage(group, gstMasters, known, life, month, events);
          for (const piece of pieces) {
            if (['none', 'many'].includes(piece.verdict))
              faults.push(`${group.code} from ${piece.from}: checked as ${piece.verdict}`);
            if ((piece.verdict === 'undetermined') !== piece.missing.length > 0)
              faults.push(
                `${group.code} from ${piece.from}: ${piece.verdict} and asks ${piece.missing.join()}`,
              );
          }
        }
        expect(faults.slice(0, 3)).toEqual([]);
      }
    }),
    { seed: 20_261_126, numRuns: HISTORIES },
  );
  for (const { code } of gstCoverage)
    for (const verdict of FINE) expect(seen.get(`${code} ${verdict}`) ?? 0).toBeGreaterThan(100);
}, 3_600_000);
