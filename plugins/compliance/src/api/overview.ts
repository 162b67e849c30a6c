/** What the first screens show. Every number here is the count of a list with the same filters and the same scope. */
import { pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { Day, Paise, Rag, RagCounts } from './values.ts';
import { InstanceFilters } from './instances.ts';

export const DashboardQuery = z.object({
  entityId: InstanceFilters.shape.entityId,
  family: InstanceFilters.shape.family,
});

export const Dashboard = z.object({
  today: Day,
  overdue: z.int(),
  /** open, due today or in the seven days after */
  dueIn7: z.int(),
  /** filed in the last 30 days */
  filed30: z.int(),
  exposurePaise: Paise,
  /** subject and master pairs whose answer hangs on a fact that nobody has recorded */
  undetermined: z.int(),
  rag: RagCounts,
  byFamily: z.array(RagCounts.extend({ family: z.string(), total: z.int() })),
  /** open instances by effective date, from 45 days ago to 320 days ahead */
  byDay: z.record(z.string(), RagCounts.extend({ total: z.int() })),
  byEntity: z.array(
    RagCounts.extend({
      entityId: z.uuid(),
      entityName: z.string(),
      total: z.int(),
      byStatus: z.record(z.string(), z.int()),
    }),
  ),
});
export type Dashboard = z.input<typeof Dashboard>;

export const CalendarQuery = InstanceFilters.omit({ dueFrom: true, dueTo: true }).extend({
  from: Day,
  to: Day,
});

/** At most 2,000 items; `truncated` says that there are more. */
export const Calendar = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      form: z.string(),
      family: z.string(),
      entityName: z.string(),
      subjectLabel: z.string(),
      periodLabel: z.string(),
      date: Day,
      kind: z.enum(['statutory', 'extended']),
      statutoryDate: Day.nullable(),
      status: z.string(),
      settled: z.boolean(),
      rag: Rag,
    }),
  ),
  truncated: z.boolean(),
});

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const SearchHit = z.object({
  type: z.enum(['instance', 'entity', 'registration', 'master']),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
});
export type SearchHit = z.input<typeof SearchHit>;
export const SearchReply = pageOf(SearchHit).extend({ facets: z.record(z.string(), z.int()) });
