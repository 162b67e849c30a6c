import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Logger } from '../observability/logger.ts';
import type { Audit } from '../plugin/services.ts';
import { actValues, INSERT_ACT } from './act.ts';

/** Adds acts that change no row. They are named like any act, and their context must carry one. */
export const auditOf = (db: Db): Audit => ({
  record: async (ctx, name, detail) => {
    const { act } = ctx;
    if (!act)
      throw new Error(`audit.record "${name}": expected a context with an act, received one that only reads`);
    await db.tenant(ctx, (tx) =>
      tx.run(INSERT_ACT, actValues({ ...ctx, act: { ...act, name } }, 'done', detail)),
    );
  },
});

/** Notes an attempt that access control refused, apart from the request, which changed nothing. */
export const refusalRecorder =
  (db: RoleDb, log: Logger) =>
  (ctx: Context, code: string): void => {
    const { act } = ctx;
    if (!act) return;
    const scope = { purpose: 'audit: record a refused attempt', tenant: ctx.tenant };
    db.transaction(scope, (tx) => tx.run(INSERT_ACT, actValues(ctx, 'refused', { code }))).catch(
      (error: unknown) => {
        log.error({ err: error, act: act.name }, 'a refused attempt could not be recorded');
      },
    );
  };
