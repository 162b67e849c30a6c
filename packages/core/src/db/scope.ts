import type { Act, Actor, Context } from '../context/context.ts';
import type { TimeLimit } from '../context/within.ts';
import type { Prelude } from './group-query.ts';

/** Prepared on every connection of the login role; `set_config` is executable by that role alone. */
export const SCOPE = {
  name: 'cos_scope',
  text: `select set_config('app.tenant', $1, true), set_config('app.actor', $2, true),
                set_config('app.act', $3, true), set_config('transaction_read_only', $5, true),
                set_config('statement_timeout', $6, true), set_config('role', $4, true)`,
} as const;

export interface StatementScope {
  readonly readOnly: boolean;
  readonly snapshot?: boolean;
  readonly tenant: string | undefined;
  readonly actor: Actor | undefined;
  readonly act: Act | undefined;
}

/** How long a statement may take that belongs to no limited work, in milliseconds. */
const UNLIMITED_MS = 5 * 60_000;

/** The host gives up first, so that who waits is told which part of the portal took too long. */
const GRACE_MS = 100;

/** A context without an act can only read. */
export const scopeOf = (ctx: Context): StatementScope => ({
  readOnly: ctx.act === undefined,
  tenant: ctx.tenant,
  actor: ctx.actor,
  act: ctx.act,
});

/**
 * Sets tenant, actor, act, role and the time that a statement may take until the transaction ends.
 * @param time of the work that the statement belongs to
 */
export const scopePrelude = (scope: StatementScope, role: string, time: TimeLimit | undefined): Prelude => ({
  name: SCOPE.name,
  values: [
    scope.tenant ?? '',
    scope.actor === undefined ? '' : JSON.stringify(scope.actor),
    scope.act === undefined ? '' : JSON.stringify(scope.act),
    role,
    scope.readOnly ? 'on' : 'off',
    String(time ? Math.ceil(time.leftMs()) + GRACE_MS : UNLIMITED_MS),
  ],
});

/** Inside a transaction the role in force may not call `set_config`; the session's user may still change roles. */
export const rolePrelude = (role: string): Prelude => ({ text: `set local role ${role}` });
