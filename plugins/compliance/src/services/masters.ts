import {
  decodeCursor,
  encodeCursor,
  invalid,
  notFound,
  type Context,
  type Contributions,
  type Db,
  type Page,
} from '@compliance-os/core';
import type { z } from 'zod';
import type { MasterDetail, MasterItem, MasterQuery } from '../api/masters.ts';
import {
  catalogueProblems,
  localDate,
  MasterSchema,
  masterFor,
  predicateInWords,
  problemText,
  rupeesText,
  ruleInWords,
  versionNumberProblems,
  withVersion,
  type Interest,
  type LateFee,
  type Master,
} from '../domain/index.ts';
import { insertTenantMaster } from '../store/masters.ts';
import { loadCatalogue, type Catalogue } from './catalogue.ts';

interface Deps {
  readonly db: Db;
  readonly contributions: Contributions;
}
type Item = z.input<typeof MasterItem>;

/** The version of each master that is in force today, or its last one. */
export const currentMasters = ({ masters }: Catalogue, today: string): readonly Master[] => {
  const day = localDate(today);
  return [...Map.groupBy(masters, ({ code }) => code).values()].map(
    (versions) =>
      masterFor(versions, { key: '', kind: 'event', basis: 'FY', year: 0, slot: null, from: day, to: day }) ??
      versions.at(-1)!,
  );
};

const itemOf = (master: Master, { fields, origin }: Catalogue): Item => ({
  id: master.code,
  code: master.code,
  version: master.version,
  family: master.family,
  name: master.name,
  form: master.form,
  authority: master.authority,
  law: master.law,
  frequency: master.frequency,
  subject: master.subject,
  dueText: master.dueText,
  appliesTo: predicateInWords(master.applicability, fields),
  effectiveFrom: master.effectiveFrom,
  effectiveTo: master.effectiveTo,
  status: master.status,
  confidence: master.confidence,
  origin: origin(master.code),
});

/** A catalogue is small and in memory: it is sorted and cut here. */
export const listMasters = async (
  { db, contributions }: Deps,
  ctx: Context,
  query: z.output<typeof MasterQuery>,
): Promise<Page<Item>> => {
  const catalogue = await loadCatalogue(ctx, contributions, db.read(ctx));
  const words = query.q?.toLowerCase();
  const all = currentMasters(catalogue, ctx.today)
    .filter(
      (master) =>
        (query.family?.includes(master.family) ?? true) &&
        (query.id?.includes(master.code) ?? true) &&
        (words === undefined || `${master.code} ${master.form} ${master.name}`.toLowerCase().includes(words)),
    )
    .map((master) => itemOf(master, catalogue));
  const descending = query.sort.startsWith('-');
  const key = query.sort.replace('-', '') as 'code' | 'form' | 'name' | 'family';
  const order = (a: Item, b: Item): number =>
    (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.code < b.code ? -1 : 1) * (descending ? -1 : 1);
  const sorted = all.toSorted(order);
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const start = after === undefined ? 0 : sorted.findIndex(({ code }) => code === after[1]) + 1;
  const items = sorted.slice(start, start + query.limit);
  const hasNext = start + query.limit < sorted.length;
  const last = items.at(-1);
  return {
    items,
    pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(last[key], last.code) : null },
    ...(query.total ? { total: sorted.length } : {}),
  };
};

/** @throws Refusal `NOT_FOUND` */
export const showMaster = async (
  { db, contributions }: Deps,
  ctx: Context,
  code: string,
): Promise<z.input<typeof MasterDetail>> => {
  const catalogue = await loadCatalogue(ctx, contributions, db.read(ctx));
  const master = currentMasters(catalogue, ctx.today).find((one) => one.code === code);
  if (!master) throw notFound('master');
  return {
    ...itemOf(master, catalogue),
    ruleInWords: ruleInWords(master.rule),
    lateFee: master.lateFee.map(lateFeeInWords),
    interest: master.interest.map(interestInWords),
    penalties: [...master.penalties],
    evidence: master.evidence.map((one) => ({ ...one })),
    workflow: master.workflow.map((step) => ({ ...step })),
    dependencies: master.dependencies.map(({ master: on, effect, period, law }) => ({
      master: on,
      effect,
      period,
      law: law ?? null,
    })),
    notes: [...master.notes],
    source: { ...master.source, urls: [...master.source.urls] },
    data: master,
  };
};

/** @throws Refusal `INVALID` with everything that the grammar or its neighbours in the catalogue have against it */
export const addMaster = async ({ db, contributions }: Deps, ctx: Context, input: unknown): Promise<Item> =>
  db.tenant(ctx, async (tx) => {
    const read = MasterSchema.safeParse(input);
    if (!read.success) {
      throw invalid(
        'This is not a master.',
        read.error.issues.map(({ path, message }) => ({
          path: `master.${path.map(String).join('.')}`,
          message,
        })),
      );
    }
    const master = read.data;
    const catalogue = await loadCatalogue(ctx, contributions, tx);
    const own = catalogue.origin(master.code) === 'tenant';
    const off = catalogue.frozen.find(({ family }) => family === master.family);
    if (off)
      throw invalid(`${off.label} is switched off: its masters rest until it is on again.`, [
        {
          path: 'master.family',
          message: 'switched off',
          expected: 'a body of law that is on',
          received: master.family,
        },
      ]);
    const before = catalogue.masters.filter(({ code }) => code === master.code);
    const after = withVersion(before, master);
    const others = catalogue.masters.filter(({ code }) => code !== master.code);
    const problems = own
      ? [
          ...versionNumberProblems(before, master),
          ...catalogueProblems([...others, ...after]).filter(({ path }) => path.startsWith(master.code)),
        ]
      : [{ path: 'code', expected: 'a code that no plugin uses', received: master.code }];
    if (problems.length > 0) {
      throw invalid(
        problems.map(problemText).join('; '),
        problems.map(({ path, expected, received }) => ({
          path: `master.${path}`,
          message: 'refused',
          expected,
          received,
        })),
      );
    }
    for (const one of after) if (!before.includes(one)) await insertTenantMaster(tx, ctx.tenant, one);
    return itemOf(master, { ...catalogue, origin: () => 'tenant' });
  });

const perDay = (heads: Readonly<Record<string, number>>): string =>
  rupeesText(Object.values(heads).reduce((sum, paise) => sum + paise, 0));

const lateFeeInWords = (fee: LateFee): string => {
  switch (fee.kind) {
    case 'per-day':
      return `${fee.bands.map((band) => `${band.name}: ${perDay(band.perDay)} a day`).join('; ')} (${fee.law})`;
    case 'flat':
      return `${rupeesText(fee.amount)} (${fee.law})`;
    case 'by-delay':
    case 'by-fact':
    case 'multiple-of-normal-fee':
      return `by a table (${fee.law})`;
    case 'described':
      return `${fee.text} (${fee.law})`;
  }
};

const interestInWords = (interest: Interest): string =>
  interest.kind === 'described'
    ? `${interest.name}: ${interest.text} (${interest.law})`
    : `${interest.name}: ${interest.basisPoints / 100}% ${interest.kind === 'per-annum' ? 'a year' : 'a month or part of one'} on ${interest.baseText} (${interest.law})`;
