import { notFound, type Context, type Db, type Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { NewPayment, PaymentItem } from '../api/payments.ts';
import { reachableIds } from '../store/instances.ts';
import { findPayment, insertPayment, replaceAllocations } from '../store/payments.ts';
import { findEntity } from './subjects.ts';

type Item = z.input<typeof PaymentItem>;
type Allocations = z.output<typeof NewPayment>['allocations'];
const UPDATE = 'compliance.payment.update';

/** @throws Refusal `NOT_FOUND` for an entity or instance outside the reach; `NUMBER_TAKEN`; `OVER_ALLOCATED` */
export const addPayment = async (db: Db, ctx: Context, payment: z.output<typeof NewPayment>): Promise<Item> =>
  db.tenant(ctx, async (tx) => {
    await findEntity(tx, ctx, UPDATE, payment.entityId);
    const id = await insertPayment(tx, ctx, payment);
    await allocate(tx, ctx, id, payment.allocations);
    return (await findPayment(tx, ctx, UPDATE, id))!;
  });

/** @throws Refusal `NOT_FOUND`, `OVER_ALLOCATED` */
export const allocatePayment = async (
  db: Db,
  ctx: Context,
  id: string,
  allocations: Allocations,
): Promise<Item> =>
  db.tenant(ctx, async (tx) => {
    if (!(await findPayment(tx, ctx, UPDATE, id))) throw notFound('payment');
    await allocate(tx, ctx, id, allocations);
    return (await findPayment(tx, ctx, UPDATE, id))!;
  });

const allocate = async (q: Queries, ctx: Context, id: string, allocations: Allocations): Promise<void> => {
  const wanted = new Set(allocations.map(({ instanceId }) => instanceId));
  if ((await reachableIds(q, ctx, UPDATE, [...wanted])).length < wanted.size) throw notFound('obligation');
  await replaceAllocations(q, ctx.tenant, id, allocations);
};
