import type { Actor } from '../context/context.ts';
import type { Queries } from '../db/db.ts';

/** An act without a tenant: a refused sign-in, a tenant created, a session ended for safety. */
export interface SystemAct {
  readonly at: Date;
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name'>;
  readonly act: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  readonly address: string | undefined;
}

export const ANONYMOUS: Actor = { kind: 'system', id: 'anonymous', name: 'Anonymous' };

/** Adds to the system log, which nobody can change. In the transaction of the act where there is one. */
export const logSystemAct = async (
  tx: Queries,
  { at, actor, act, detail = {}, address }: SystemAct,
): Promise<void> => {
  await tx.run('insert into core.system_log (at, actor, act, detail, address) values ($1, $2, $3, $4, $5)', [
    at,
    JSON.stringify(actor),
    act,
    JSON.stringify(detail),
    address ?? null,
  ]);
};
