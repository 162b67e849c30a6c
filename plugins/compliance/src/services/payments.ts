import { invalid, notFound, type Context, type Db, type Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { NewPayment, PaymentItem } from '../api/payments.ts';
import { reachable } from '../store/instances.ts';
import { findPayment, insertPayment, replaceAllocations } from '../store/payments.ts';
import { findEntity } from './subjects.ts';

type Item = z.input<typeof PaymentItem>;
type Allocations = z.output<typeof NewPayment>['allocations'];
const UPDATE = 'compliance.payment.update';

/** @throws Refusal `NOT_FOUND` for an entity or instance outside the reach; `INVALID` for another entity's; `NUMBER_TAKEN`; `OVER_ALLOCATED` */
export const addPayment = async (db: Db, ctx: Context, payment: z.output<typeof NewPayment>): Promise<Item> =>
  db.tenant(ctx, async (tx) => {
    await findEntity(tx, ctx, UPDATE, payment.entityId);
    const id = await insertPayment(tx, ctx, payment);
    await allocate(tx, ctx, { id, entityId: payment.entityId }, payment.allocations);
    return (await findPayment(tx, ctx, UPDATE, id))!;
  });

/** @throws Refusal `NOT_FOUND`, `INVALID`, `OVER_ALLOCATED` */
export const allocatePayment = async (
  db: Db,
  ctx: Context,
  id: string,
  allocations: Allocations,
): Promise<Item> =>
  db.tenant(ctx, async (tx) => {
    const payment = await findPayment(tx, ctx, UPDATE, id);
    if (!payment) throw notFound('payment');
    await allocate(tx, ctx, payment, allocations);
    return (await findPayment(tx, ctx, UPDATE, id))!;
  });

/** What an entity pays is its own: the challan carries its number, and nobody else gets credit for it. */
const allocate = async (
  q: Queries,
  ctx: Context,
  { id, entityId }: Pick<Item, 'id' | 'entityId'>,
  allocations: Allocations,
): Promise<void> => {
  const wanted = [...new Set(allocations.map(({ instanceId }) => instanceId))];
  const found = await reachable(q, ctx, UPDATE, wanted);
  if (found.length < wanted.length) throw notFound('obligation');
  const foreign = new Set(found.filter((one) => one.entityId !== entityId).map((one) => one.id));
  if (foreign.size > 0) {
    throw invalid(
      'A challan pays what its own entity owes.',
      allocations.flatMap(({ instanceId }, at) =>
        foreign.has(instanceId)
          ? [
              {
                path: `allocations[${at}].instanceId`,
                message: 'owed by another entity',
                expected: `an obligation of entity ${entityId}`,
                received: instanceId,
              },
            ]
          : [],
      ),
    );
  }
  await replaceAllocations(q, ctx.tenant, id, allocations);
};
