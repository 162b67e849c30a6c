import { parseArgs } from 'node:util';
import { compose, type Portal } from '../compose.ts';
import { readSettings } from '../settings.ts';
import { exportPlugin } from './tenant/export.ts';
import { listPlugins } from './tenant/list.ts';
import { moveData } from './tenant/move.ts';
import { previewPlugin } from './tenant/preview.ts';
import { switchPlugins } from './tenant/switch.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os tenant plugin list --tenant <slug>
compliance-os tenant plugin preview <transition> <plugin> --tenant <slug>
compliance-os tenant plugin allow|disallow|enable|disable <plugin> --tenant <slug>… [--dry-run]
compliance-os tenant plugin archive|restore <plugin> --tenant <slug> [--dry-run]
compliance-os tenant plugin export <plugin> --tenant <slug> --to <file.tar.gz>
compliance-os tenant plugin purge <plugin> --tenant <slug> --confirm <plugin> [--dry-run]
  transition     enable, disable, archive, restore or purge
  --tenant       several times for several tenants, where they are switched
  --all-tenants  instead of --tenant, where they are switched
  --bundle <id>  instead of a plugin, where they are switched: all of its plugins, or none, in each tenant
  --dry-run      shows what would change, and changes nothing`;

/** What was given after the name of an act. */
export interface TenantArgs {
  readonly act: string;
  readonly words: readonly string[];
  /** slugs */
  readonly tenants: readonly string[];
  readonly allTenants: boolean;
  readonly bundle: string | undefined;
  readonly to: string | undefined;
  readonly confirm: string | undefined;
  readonly dryRun: boolean;
}

interface Act {
  /** words after its name; of those that take a bundle instead, one less is enough */
  readonly words: number;
  readonly many?: true;
  readonly needs?: 'to' | 'confirm';
  readonly run: (portal: Portal, args: TenantArgs) => Promise<number>;
}

const ACTS: Readonly<Record<string, Act>> = {
  list: { words: 0, run: listPlugins },
  preview: { words: 2, run: previewPlugin },
  allow: { words: 1, many: true, run: switchPlugins },
  disallow: { words: 1, many: true, run: switchPlugins },
  enable: { words: 1, many: true, run: switchPlugins },
  disable: { words: 1, many: true, run: switchPlugins },
  archive: { words: 1, run: moveData },
  restore: { words: 1, run: moveData },
  export: { words: 1, needs: 'to', run: exportPlugin },
  purge: { words: 1, needs: 'confirm', run: moveData },
};

/** Switches plugins of tenants, and archives, exports and purges what they keep, as the operator at the machine. */
export const tenant = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tenant: { type: 'string', multiple: true, default: [] },
        'all-tenants': { type: 'boolean', default: false },
        bundle: { type: 'string' },
        to: { type: 'string' },
        confirm: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [thing = '', name = '', ...words] = positionals;
  const act = thing === 'plugin' && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!act)
    throw new UsageError(
      `expected plugin ${Object.keys(ACTS).join(', ')}, received "${[thing, name].join(' ').trim()}"`,
      USAGE,
    );
  const given: TenantArgs = {
    act: name,
    words,
    tenants: values.tenant,
    allTenants: values['all-tenants'],
    bundle: values.bundle,
    to: values.to,
    confirm: values.confirm,
    dryRun: values['dry-run'],
  };
  check(act, given);
  const portal = await compose(await readSettings(process.env), { demo: false, worksJobs: false });
  try {
    return await act.run(portal, given);
  } finally {
    await portal.close();
  }
};

/** @throws UsageError with what does not go together */
const check = (act: Act, given: TenantArgs): void => {
  const { act: name, words, tenants, allTenants, bundle, confirm, dryRun } = given;
  const refuse = (expected: string): never => {
    throw new UsageError(`plugin ${name}: ${expected}`, USAGE);
  };
  if (bundle !== undefined && !act.many) refuse('takes no --bundle');
  if (words.length !== act.words - (bundle === undefined ? 0 : 1))
    refuse(
      `expected ${bundle === undefined ? 'a plugin' : 'no plugin beside --bundle'}, received "${words.join(' ')}"`,
    );
  if (allTenants && !act.many) refuse('takes no --all-tenants');
  if (allTenants === tenants.length > 0)
    refuse('expected --tenant, or --all-tenants where plugins are switched');
  if (tenants.length > 1 && !act.many) refuse('expected one --tenant');
  if (act.needs === 'to' && given.to === undefined) refuse('expected --to <file>');
  if (act.needs === 'confirm' && !dryRun && confirm !== words[0])
    refuse(`expected --confirm ${words[0]}: what is purged does not come back`);
};
