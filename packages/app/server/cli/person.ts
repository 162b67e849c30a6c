import { parseArgs } from 'node:util';
import { handOver, type HandOver } from '@compliance-os/core/host';
import { compose } from '../compose.ts';
import { readSettings } from '../settings.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os person add --tenant <slug> --email <e-mail> --name <name> --role <role> [--until <date>]
compliance-os person reset-link --email <e-mail>
  each prints a link to hand over, for where no mail is sent; whoever opens it chooses their own password
  --role   tenant-administrator, auditor, one of a plugin, or the name of one of the tenant's own
  --until  last day, as in 2027-03-31; an auditor needs one`;

type Given = Readonly<Record<'tenant' | 'email' | 'name' | 'role' | 'until', string | undefined>>;

const add = async (service: HandOver, { tenant, email, name, role, until }: Given): Promise<string> => {
  const link = await service.invite({ tenant: tenant!, email: email!, name: name!, role: role!, until });
  return `Hand this to ${name}; it is good for 7 days:\n${link}`;
};

const resetLink = async (service: HandOver, { email }: Given): Promise<string> =>
  `Hand this to ${email}; it is good for an hour:\n${await service.reset(email!)}`;

const ACTS = {
  add: { needs: ['tenant', 'email', 'name', 'role'], run: add },
  'reset-link': { needs: ['email'], run: resetLink },
} as const;

/** Lets people in, and in again, where the portal sends no mail. */
export const person = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tenant: { type: 'string' },
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        until: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const word = positionals[0] ?? '';
  const act = Object.hasOwn(ACTS, word) ? ACTS[word as keyof typeof ACTS] : undefined;
  if (!act) throw new UsageError(`expected add or reset-link, received "${word}"`, USAGE);
  const given: Given = {
    tenant: undefined,
    email: undefined,
    name: undefined,
    role: undefined,
    until: undefined,
    ...values,
  };
  const missing = act.needs.filter((name) => !given[name]).map((name) => `--${name}`);
  if (missing.length > 0) throw new UsageError(`expected ${missing.join(', ')}`, USAGE);
  const portal = await compose(await readSettings(process.env), { demo: false, worksJobs: false });
  try {
    const { service } = await portal.host.services.resolve('core', { service: handOver });
    console.log(await act.run(service, given));
    return 0;
  } finally {
    await portal.close();
  }
};
