import type { Context, Db, Sample } from '@compliance-os/core';
import { countOverdue } from '../store/states.ts';

const measure = async (ctx: Context, { db }: { readonly db: Db }): Promise<readonly Sample[]> => [
  {
    name: 'compliance_instances_overdue_total',
    help: 'Obligations past their due date',
    value: await countOverdue(db.read(ctx), ctx.tenant),
  },
];

export default measure;
