import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import {
  Access,
  corePlugin,
  dateInIndia,
  newId,
  pluginSecrets,
  systemClock,
  systemDb,
  type Context,
  type Host,
  type Logger,
  type PluginSecrets,
} from '@compliance-os/core/host';
import { compose } from '../compose.ts';
import { readSettings } from '../settings.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os secret list --tenant <slug> --plugin <id>
compliance-os secret set --tenant <slug> --plugin <id> --name <name>
compliance-os secret clear --tenant <slug> --plugin <id> --name <name>
  what a plugin signs in elsewhere with, for one tenant; nobody reads a value back
  set takes the value from standard input, where no list of processes and no history of commands shows it`;

interface Given {
  readonly plugin: string;
  readonly name: string;
}

type Act = (secrets: PluginSecrets, ctx: Context, given: Given) => Promise<string>;

/** The line end that a terminal or `echo` adds is no part of it. */
const valueFrom = async (input: NodeJS.ReadableStream): Promise<string> => {
  const value = (await text(input)).replace(/\r?\n$/, '');
  if (value === '') throw new UsageError('expected the value on standard input, received nothing', USAGE);
  return value;
};

const ACTS: Readonly<Record<string, { readonly needs: readonly string[]; readonly run: Act }>> = {
  list: {
    needs: ['tenant', 'plugin'],
    run: async (secrets, ctx, { plugin }) =>
      (await secrets.list(ctx, plugin))
        .map(({ name, changedAt }) => `${name}  ${changedAt === null ? 'not set' : `set ${changedAt}`}`)
        .join('\n'),
  },
  set: {
    needs: ['tenant', 'plugin', 'name'],
    run: async (secrets, ctx, { plugin, name }) => {
      await secrets.set(ctx, plugin, name, await valueFrom(process.stdin));
      return `"${name}" of "${plugin}" is set.`;
    },
  },
  clear: {
    needs: ['tenant', 'plugin', 'name'],
    run: async (secrets, ctx, { plugin, name }) => {
      await secrets.clear(ctx, plugin, name);
      return `"${name}" of "${plugin}" is forgotten.`;
    },
  },
};

/** Whoever runs the portal's command acts, and the tenant's log says so. */
const contextFor = (tenant: string, act: string, log: Logger): Context => {
  const now = systemClock.now();
  return {
    tenant,
    actor: { kind: 'system', id: 'command-line', name: 'Command line' },
    act: {
      id: newId(now.getTime()),
      name: `core.plugin.secret.${act}`,
      plugin: `${corePlugin.id}@${corePlugin.version}`,
      via: `compliance-os secret ${act}`,
    },
    access: Access.nothing,
    requestId: `secret-${act}`,
    now,
    today: dateInIndia(now),
    log,
  };
};

const tenantOf = async (host: Host, slug: string): Promise<string> => {
  const { db } = await host.services.resolve('core', { db: systemDb });
  const row = await db
    .read('operator: tenants')
    .first<{ id: string }>('select id from core.tenant where slug = $1', [slug]);
  if (!row) throw new UsageError(`--tenant: expected the short name of a tenant, received "${slug}"`, USAGE);
  return row.id;
};

/** Sets what plugins sign in elsewhere with, where the back office is not at hand. */
export const secret = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tenant: { type: 'string' },
        plugin: { type: 'string' },
        name: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [word = ''] = positionals;
  const act = Object.hasOwn(ACTS, word) ? ACTS[word] : undefined;
  if (!act) throw new UsageError(`expected ${Object.keys(ACTS).join(', ')}, received "${word}"`, USAGE);
  const { tenant = '', plugin = '', name = '' } = values;
  const given: Readonly<Record<string, string>> = { tenant, plugin, name };
  const missing = act.needs.filter((key) => given[key] === '').map((key) => `--${key}`);
  if (missing.length > 0) throw new UsageError(`expected ${missing.join(', ')}`, USAGE);
  const portal = await compose(await readSettings(process.env), { demo: false, worksJobs: false });
  try {
    const { secrets } = await portal.host.services.resolve('core', { secrets: pluginSecrets });
    const ctx = contextFor(await tenantOf(portal.host, tenant), word, portal.log);
    console.log(await act.run(secrets, ctx, { plugin, name }));
    return 0;
  } finally {
    await portal.close();
  }
};
