import type { Context, Queries } from '@compliance-os/core';
import { localDate, type LocalDate } from '../domain/index.ts';
import { listPriceable, type PriceableRow } from '../store/exposures.ts';
import { refreshStates, writeExposures, type PricedRow, type RagTransition } from '../store/states.ts';
import { listSubjects, withKnowledge } from '../store/subjects.ts';
import { frozenIn, isInForce, type Catalogue } from './catalogue.ts';
import { exposureOf } from './exposure.ts';
import { chunksOf, SUBJECTS_PER_CHUNK } from './plan.ts';

/** Colours and exposure of one subject's instances, after something about one of them changed. */
export const refreshSubject = (
  q: Queries,
  ctx: Context,
  catalogue: Catalogue,
  subjectId: string,
): Promise<void> => refreshSubjects(q, ctx, catalogue, [subjectId]);

export const refreshSubjects = async (
  q: Queries,
  ctx: Context,
  catalogue: Catalogue,
  subjectIds: readonly string[],
): Promise<void> => {
  await refreshStates(q, ctx.tenant, ctx.today, frozenIn(catalogue), subjectIds);
  await priceSubjects(q, ctx, catalogue, subjectIds);
};

/** Colours of the whole tenant in one statement. */
export const refreshAll = (
  q: Queries,
  ctx: Context,
  catalogue: Catalogue,
): Promise<readonly RagTransition[]> => refreshStates(q, ctx.tenant, ctx.today, frozenIn(catalogue));

/** What has accrued on overdue instances, subject by subject; those that are not overdue stand at zero. */
export const priceSubjects = async (
  q: Queries,
  ctx: Context,
  catalogue: Catalogue,
  subjectIds: readonly string[],
): Promise<void> => {
  for (const ids of chunksOf(subjectIds, SUBJECTS_PER_CHUNK)) {
    const rows = await listPriceable(q, ctx.tenant, ids);
    if (rows.length === 0) continue;
    const wanted = [...new Set(rows.map(({ subject_id }) => subject_id))];
    const subjects = await withKnowledge(
      q,
      ctx.tenant,
      await listSubjects(q, ctx.tenant, { subjectIds: wanted }),
    );
    const byId = new Map(subjects.map((subject) => [subject.id, subject]));
    const priced = rows.flatMap((row): PricedRow[] => {
      const subject = byId.get(row.subject_id);
      if (!subject) return [];
      if (!isInForce(catalogue, row.master_code))
        return [{ id: row.id, exposurePaise: 0, incomplete: false }];
      const accrual = exposureOf(
        row,
        subject,
        catalogue,
        filedOn(row),
        { nil: null, amounts: {} },
        localDate(ctx.today),
      );
      const nothingPriced = accrual === null || (accrual.incomplete && accrual.total === 0);
      return [
        {
          id: row.id,
          exposurePaise: nothingPriced ? null : accrual.total,
          incomplete: accrual?.incomplete ?? true,
        },
      ];
    });
    await writeExposures(q, ctx.tenant, priced);
  }
};

const filedOn = ({ filed }: PriceableRow): Readonly<Record<string, LocalDate>> =>
  Object.fromEntries(Object.entries(filed ?? {}).map(([code, day]) => [code, localDate(day)]));
