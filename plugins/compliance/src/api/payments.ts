import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { Day, oneOfMany, Paise } from './values.ts';
import { Heads } from './instances.ts';

const Allocation = z.strictObject({ instanceId: z.uuid(), amountPaise: Paise.min(1) });

export const PaymentItem = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  entityName: z.string(),
  challanNumber: z.string(),
  paidOn: Day,
  amountPaise: Paise,
  heads: Heads,
  bank: z.string().nullable(),
  allocations: z.array(Allocation),
  unallocatedPaise: Paise,
});
export const PaymentQuery = listQuery(['paidOn', 'challanNumber'], '-paidOn').extend({
  entityId: oneOfMany(z.uuid()).optional(),
  instanceId: z.uuid().optional(),
});
export const PaymentPage = pageOf(PaymentItem);

export const NewPayment = z.strictObject({
  entityId: z.uuid(),
  challanNumber: z.string().trim().min(1).max(60),
  paidOn: Day,
  amountPaise: Paise.min(1),
  heads: Heads.default({}),
  bank: z.string().trim().max(100).optional(),
  allocations: z.array(Allocation).max(200).default([]),
});
/** Replaces the allocations of a payment. */
export const Allocations = z.strictObject({ allocations: z.array(Allocation).max(200) });
