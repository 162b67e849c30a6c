import {
  acrossDimensions,
  newId,
  reachSql,
  Refusal,
  type Context,
  type Page,
  type Queries,
} from '@compliance-os/core';
import type { z } from 'zod';
import type { NewPayment, PaymentItem, PaymentQuery } from '../api/payments.ts';
import { readPage } from './page.ts';

type Item = z.input<typeof PaymentItem>;
type Allocation = { readonly instanceId: string; readonly amountPaise: number };

interface PaymentRow extends Omit<Item, 'amountPaise' | 'unallocatedPaise'> {
  readonly amount: string;
}

const COLUMNS = `
  p.id, p.entity_id as "entityId", e.name as "entityName", p.challan_number as "challanNumber", p.paid_on as "paidOn",
  p.amount_paise as amount, p.heads, p.bank,
  coalesce((select jsonb_agg(jsonb_build_object('instanceId', a.instance_id, 'amountPaise', a.amount_paise) order by a.id)
            from compliance.payment_allocation a where a.tenant_id = p.tenant_id and a.payment_id = p.id), '[]') as allocations`;
const FROM = 'compliance.payment p join core.entity e on e.tenant_id = p.tenant_id and e.id = p.entity_id';

const toItem = ({ amount, ...row }: PaymentRow): Item => {
  const allocated = row.allocations.reduce((sum, { amountPaise }) => sum + amountPaise, 0);
  return { ...row, amountPaise: Number(amount), unallocatedPaise: Number(amount) - allocated };
};

const reachOf = (ctx: Context, permission: string, values: unknown[]): string =>
  reachSql(acrossDimensions(ctx.access.reach(permission)), { entity: 'p.entity_id' }, values);

export const listPayments = async (
  q: Queries,
  ctx: Context,
  query: z.output<typeof PaymentQuery>,
): Promise<Page<Item>> => {
  const values: unknown[] = [ctx.tenant];
  const where = ['p.tenant_id = $1', reachOf(ctx, 'compliance.payment.read', values)];
  if (query.entityId) where.push(`p.entity_id = any($${values.push(query.entityId)}::uuid[])`);
  if (query.instanceId) {
    where.push(`exists (select 1 from compliance.payment_allocation a where a.tenant_id = p.tenant_id
      and a.payment_id = p.id and a.instance_id = $${values.push(query.instanceId)}::uuid)`);
  }
  return readPage<PaymentRow, Item>(
    q,
    query,
    {
      select: COLUMNS,
      from: FROM,
      where: where.join(' and '),
      values,
      sorts: {
        paidOn: { by: 'p.paid_on', type: 'date' },
        challanNumber: { by: 'p.challan_number', type: 'text' },
      },
      key: { by: 'p.id', type: 'uuid' },
    },
    toItem,
  );
};

export const findPayment = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<Item | undefined> => {
  const values: unknown[] = [ctx.tenant, id];
  const reach = reachOf(ctx, permission, values);
  const row = await q.first<PaymentRow>(
    `select ${COLUMNS} from ${FROM} where p.tenant_id = $1 and p.id = $2 and ${reach}`,
    values,
  );
  return row === undefined ? undefined : toItem(row);
};

/** @throws Refusal `NUMBER_TAKEN` */
export const insertPayment = async (
  q: Queries,
  ctx: Context,
  payment: z.output<typeof NewPayment>,
): Promise<string> => {
  const id = newId();
  const written = await q.run(
    `insert into compliance.payment (tenant_id, id, entity_id, challan_number, paid_on, amount_paise, heads, bank, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, challan_number) do nothing`,
    [
      ctx.tenant,
      id,
      payment.entityId,
      payment.challanNumber,
      payment.paidOn,
      payment.amountPaise,
      JSON.stringify(payment.heads),
      payment.bank ?? null,
      ctx.actor.name,
    ],
  );
  if (written === 0) {
    throw new Refusal('NUMBER_TAKEN', `Challan ${payment.challanNumber} is on record already.`, [
      { path: 'challanNumber', message: 'on record already', received: payment.challanNumber },
    ]);
  }
  return id;
};

/**
 * Replaces what a payment is for. The payment is locked, so that two people cannot spend it twice.
 * @throws Refusal `OVER_ALLOCATED`
 */
export const replaceAllocations = async (
  q: Queries,
  tenant: string,
  paymentId: string,
  allocations: readonly Allocation[],
): Promise<void> => {
  const payment = await q.first<{ amount: string }>(
    'select amount_paise as amount from compliance.payment where tenant_id = $1 and id = $2 for update',
    [tenant, paymentId],
  );
  const total = allocations.reduce((sum, { amountPaise }) => sum + amountPaise, 0);
  if (total > Number(payment?.amount ?? 0)) {
    throw new Refusal('OVER_ALLOCATED', 'More is allocated than was paid.', [
      {
        path: 'allocations',
        message: 'their sum is above the amount of the payment',
        expected: `at most ${payment?.amount ?? 0} paise`,
        received: `${total} paise`,
      },
    ]);
  }
  await q.run('delete from compliance.payment_allocation where tenant_id = $1 and payment_id = $2', [
    tenant,
    paymentId,
  ]);
  if (allocations.length === 0) return;
  await q.run(
    `insert into compliance.payment_allocation (tenant_id, id, payment_id, instance_id, amount_paise)
     select $1, a.id, $2, a.instance, a.amount from unnest($3::uuid[], $4::uuid[], $5::bigint[]) a (id, instance, amount)`,
    [
      tenant,
      paymentId,
      allocations.map(() => newId()),
      allocations.map(({ instanceId }) => instanceId),
      allocations.map(({ amountPaise }) => amountPaise),
    ],
  );
};
