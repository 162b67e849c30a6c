import type { Context, Contributions, Db, Sample } from '@compliance-os/core';
import { countOverdue } from '../store/states.ts';
import { frozenNames } from './frozen.ts';

interface Deps {
  readonly db: Db;
  readonly contributions: Contributions;
}

const measure = async (ctx: Context, { db, contributions }: Deps): Promise<readonly Sample[]> => [
  {
    name: 'compliance_instances_overdue_total',
    help: 'Obligations past their due date',
    value: await countOverdue(db.read(ctx), ctx.tenant, await frozenNames(ctx, contributions)),
  },
];

export default measure;
