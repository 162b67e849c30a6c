import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { Day, oneOfMany } from './values.ts';

export const MasterItem = z.object({
  /** the code: masters are read by it */
  id: z.string(),
  code: z.string(),
  version: z.int(),
  family: z.string(),
  name: z.string(),
  form: z.string(),
  authority: z.string(),
  law: z.string(),
  frequency: z.string(),
  subject: z.string(),
  dueText: z.string(),
  /** applicability in words */
  appliesTo: z.string(),
  effectiveFrom: Day,
  effectiveTo: Day.nullable(),
  status: z.string(),
  confidence: z.string(),
  /** shipped by a plugin, or the tenant's own */
  origin: z.string(),
});

export const MasterDetail = MasterItem.extend({
  ruleInWords: z.string(),
  lateFee: z.array(z.string()),
  interest: z.array(z.string()),
  penalties: z.array(z.string()),
  evidence: z.array(
    z.object({ kind: z.string(), label: z.string(), required: z.boolean(), neededFor: z.string() }),
  ),
  workflow: z.array(z.object({ kind: z.string(), label: z.string() })),
  dependencies: z.array(
    z.object({ master: z.string(), effect: z.string(), period: z.string(), law: z.string().nullable() }),
  ),
  notes: z.array(z.string()),
  source: z.object({ law: z.string(), urls: z.array(z.string()), basis: z.string() }),
  /** the master as data, for those who write rules */
  data: z.unknown(),
});

export const MasterQuery = listQuery(['code', 'form', 'name', 'family'], 'code').extend({
  q: z.string().trim().max(100).optional(),
  id: oneOfMany(z.string()).optional(),
  family: oneOfMany(z.string()).optional(),
});
export const MasterPage = pageOf(MasterItem);
export const MasterParams = z.object({ code: z.string().min(1).max(60) });
/** A tenant's own master, checked by the grammar of the domain. */
export const NewMaster = z.object({ master: z.unknown() });
