import type { Context } from '../context/context.ts';
import type { OpenTransaction } from '../db/transactions.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

type Detail = Readonly<Record<string, string | number | boolean | null>>;

export const INSERT_ACT = `
  insert into core.audit_outbox (tenant_id, at, actor, act, kind, detail)
  values ($1, clock_timestamp(), $2, $3, 'act', $4)`;

/** Actor and act as the log keeps them: the same text that the capture of a row writes. */
export const actValues = (ctx: Context, outcome: string, detail: Detail = {}): readonly unknown[] => [
  ctx.tenant,
  JSON.stringify(ctx.actor),
  JSON.stringify(ctx.act),
  canonicalJson({ outcome, requestId: ctx.requestId, ...detail } as Json),
];

/** The act of a mutating route or a job that is about to commit. */
export const recordAct = async (transaction: OpenTransaction, ctx: Context): Promise<void> => {
  await transaction.query('cos_core', { text: INSERT_ACT, values: actValues(ctx, 'done'), name: 'cos_act' });
};
