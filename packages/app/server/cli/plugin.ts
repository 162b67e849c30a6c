import { parseArgs } from 'node:util';
import { loadPluginsFolder, type PluginsFolder } from '@compliance-os/core/host';
import { addPlugin } from './plugin/add.ts';
import { doctorPlugins } from './plugin/doctor.ts';
import { listPlugins } from './plugin/list.ts';
import { removePlugin } from './plugin/remove.ts';
import { revoke } from './plugin/revoke.ts';
import { trust } from './plugin/trust.ts';
import { orUsage, UsageError } from './usage.ts';

const USAGE = `compliance-os plugin add <archive|folder> [--dry-run] [--yes]
compliance-os plugin remove <id> [--dry-run] [--yes]
compliance-os plugin list
compliance-os plugin doctor
compliance-os plugin trust <public key|file> [--name <who>]
compliance-os plugin revoke key <key id>
compliance-os plugin revoke <id>@<version>
  --dry-run  shows what would change, and changes nothing
  --yes      does not ask
  variables: PLUGINS_FOLDER, PLUGINS_TRUST, PLUGINS_ALLOW_UNSIGNED; what changes does so with the next start`;

/** What was given after the name of an act. */
export interface PluginArgs {
  readonly words: readonly string[];
  readonly name: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

type Act = (folder: PluginsFolder, args: PluginArgs) => Promise<number>;

/** Act → how many words it takes at least and at most, and what it does. */
const ACTS: Readonly<Record<string, { readonly words: readonly [number, number]; readonly run: Act }>> = {
  add: { words: [1, 1], run: addPlugin },
  remove: { words: [1, 1], run: removePlugin },
  list: { words: [0, 0], run: listPlugins },
  doctor: { words: [0, 0], run: doctorPlugins },
  trust: { words: [1, 1], run: trust },
  revoke: { words: [1, 2], run: revoke },
};

/** Installs plugins and takes them away, and says whom they may be from. Opens no database: the portal may be running. */
export const plugin = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = orUsage(USAGE, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [name = '', ...words] = positionals;
  const act = ACTS[name];
  if (!act)
    throw new UsageError(
      `expected ${Object.keys(ACTS).join(', ')}, received ${name === '' ? 'nothing' : `"${name}"`}`,
      USAGE,
    );
  const [least, most] = act.words;
  if (words.length < least || words.length > most)
    throw new UsageError(
      `plugin ${name}: expected ${least === most ? least : `${least} or ${most}`} words after it, received ${words.length === 0 ? 'none' : `"${words.join(' ')}"`}`,
      USAGE,
    );
  return act.run(loadPluginsFolder(process.env), {
    words,
    name: values.name,
    dryRun: values['dry-run'],
    yes: values.yes,
  });
};
