/** Instances by due date, as the calendar shows them. */
import type { Context, Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { Calendar, CalendarQuery } from '../api/overview.ts';
import { isSettled } from '../domain/index.ts';
import { FROM_INSTANCE, instanceColumns, type InstanceRow } from './instance-columns.ts';
import { instanceWhere, searchHits, TODAY } from './instance-filter.ts';

const MOST_CALENDAR_ITEMS = 2_000;

export const readCalendar = async (
  q: Queries,
  ctx: Context,
  { from, to, ...filters }: z.output<typeof CalendarQuery>,
  frozen: readonly string[],
): Promise<z.input<typeof Calendar>> => {
  const where = instanceWhere(
    ctx,
    'compliance.instance.read',
    { ...filters, dueFrom: from, dueTo: to },
    frozen,
    await searchHits(q, ctx, filters),
  );
  const rows = await q.rows<InstanceRow>(
    `select ${instanceColumns(TODAY)} from ${FROM_INSTANCE} where ${where.text}
     order by i.sort_date, i.id limit ${MOST_CALENDAR_ITEMS + 1}`,
    where.values,
  );
  return {
    truncated: rows.length > MOST_CALENDAR_ITEMS,
    items: rows.slice(0, MOST_CALENDAR_ITEMS).map((row) => ({
      id: row.id,
      form: row.form,
      family: row.family,
      entityName: row.entity_name,
      subjectLabel: row.subject_label,
      periodLabel: row.period_label,
      date: row.due_date!,
      kind: row.extended_date === null ? 'statutory' : 'extended',
      statutoryDate: row.statutory_date,
      status: row.status,
      settled: isSettled({ status: row.status, criticalBlockers: row.critical }),
      rag: row.rag,
    })),
  };
};
