import { z } from 'zod';

export const EntryItem = z.object({
  id: z.uuid(),
  form: z.string(),
  name: z.string(),
  family: z.string(),
  subjectLabel: z.string(),
  period: z.string(),
  dueDate: z.iso.date(),
  status: z.string(),
  amountPaise: z.string(),
});
export const EntryPage = z.object({ items: z.array(EntryItem) });

/** The first page of a list: `$1` is the tenant. @param table with its schema */
export const firstPage = (table: string): string =>
  `select id, form, name, family, subject_label as "subjectLabel", period, due_date as "dueDate", status,
          amount_paise as "amountPaise"
   from ${table} where tenant_id = $1 order by due_date, id limit 25`;

/** Everything of one tenant, counted. */
export const countByStatus = (table: string): string =>
  `select status, count(*)::int as entries from ${table} where tenant_id = $1 group by status order by status`;
