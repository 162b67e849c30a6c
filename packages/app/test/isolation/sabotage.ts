import type { TestHost } from '@compliance-os/core/testing';

/** The two messages of pg's connection through which everything that a handle says goes. */
interface Wire {
  parse(message: { text: string; name: string }): void;
  bind(message: { statement: string; values?: readonly unknown[] }): void;
}

/** How the handle of plugins and of core's tenant statements is spoilt on its way to the server. */
export interface Spoilt {
  readonly text?: (sql: string) => string;
  readonly tenant?: (id: string) => string;
}

const SCOPE = 'cos_scope';
const ROLE = /^set local role (\w+)/;
/** Roles whose statements are about one tenant. Those that work across tenants have nothing but their predicates. */
const isTenantRole = (role: string): boolean =>
  !['cos_system', 'cos_identity', 'cos_sealer', 'none', ''].includes(role);

/** Every statement without the tenant it names: `tenant_id = $1` becomes true. */
export const withoutPredicates: Spoilt = {
  text: (sql) => sql.replaceAll(/(?:\b\w+\.)*"?\btenant_id"? = \$(\d+)/g, '($$$1::uuid is not null)'),
};

/**
 * Spoils what travels on the connections that the host opens from here on, for its tenant's handles alone: it is the
 * layer that is taken away, not the test's own view of it.
 */
export const spoiler = (t: TestHost<'a' | 'b'>) => {
  let spoilt: Spoilt = {};
  const watch = (client: unknown): void => {
    const wire = (client as { connection: Wire }).connection;
    const parse = wire.parse.bind(wire);
    const bind = wire.bind.bind(wire);
    let role = '';
    wire.parse = (message) => {
      role = ROLE.exec(message.text)?.[1] ?? role;
      const text = isTenantRole(role) && spoilt.text ? spoilt.text(message.text) : message.text;
      parse({ ...message, text });
    };
    wire.bind = (message) => {
      const { statement, values = [] } = message;
      if (statement !== SCOPE) return bind(message);
      role = String(values[3]);
      if (!isTenantRole(role) || !spoilt.tenant) return bind(message);
      return bind({ ...message, values: [spoilt.tenant(String(values[0])), ...values.slice(1)] });
    };
  };
  const reconnect = () =>
    t.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'cos_login' and pid <> pg_backend_pid()`,
    );
  for (const pool of new Set([t.database.pool, t.database.reportPool])) pool.on('connect', watch);
  /** Connections are made anew, since what is prepared on them was prepared before. */
  return async (how: Spoilt): Promise<void> => {
    spoilt = how;
    await reconnect();
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
};

/** Whether row level security binds the roles that serve. */
export const bypassRowSecurity = async (t: TestHost<'a' | 'b'>, bypass: boolean): Promise<void> => {
  const roles = await t.sql<{ name: string }>(
    `select rolname as name from pg_roles where rolname like 'cos\\_%'`,
  );
  for (const { name } of roles) await t.sql(`alter role ${name} ${bypass ? 'bypassrls' : 'nobypassrls'}`);
};
