#!/usr/bin/env node
import path from 'node:path';
import { parseArgs } from 'node:util';
import { add, PANEL_SLOTS, PARTS, type PanelSlot, type Part } from './add/index.ts';
import { ask } from './ask.ts';
import { create } from './create.ts';
import { idFault, sentence } from './names.ts';
import { NotMade } from './problem.ts';

const USAGE = `create-compliance-os-plugin [<id>]              makes a plugin in a folder named after it
  --name <text>      its name for people
  --folder <path>    another folder; it has to be empty
  --sdk <folder>     takes the packages of Compliance OS from a folder ("npm run sdk" makes it) instead of the registry
create-compliance-os-plugin add ${PARTS.join('|')} <name>
  --slot <slot>      of a panel: ${PANEL_SLOTS.join(', ')}
  --hindi <text>     of a panel: its title in Hindi
  --folder <path>    the plugin's folder; the current one unless given`;

const oneOf = <T extends string>(what: string, among: readonly T[], given: string | undefined): T => {
  const found = among.find((one) => one === given);
  if (found === undefined)
    throw new NotMade(`${what}: expected ${among.join(', ')}, received ${given ?? 'nothing'}\n\n${USAGE}`);
  return found;
};

interface Flags {
  readonly name?: string | undefined;
  readonly folder?: string | undefined;
  readonly sdk?: string | undefined;
  readonly slot?: string | undefined;
  readonly hindi?: string | undefined;
}

const runCreate = async (given: string | undefined, flags: Flags): Promise<string> => {
  const id = given ?? (await ask('Id of the plugin, such as food-licences', undefined, idFault));
  if (id === undefined) throw new NotMade(`id: expected one, received none\n\n${USAGE}`);
  const fault = idFault(id);
  if (fault) throw new NotMade(`id: ${fault}`);
  const name = flags.name ?? (await ask('Its name for people', sentence(id))) ?? sentence(id);
  const folder = path.resolve(flags.folder ?? id);
  await create({ id, name, folder, sdk: flags.sdk });
  return [
    `${name} is in ${folder}. Next:`,
    `  cd ${path.relative(process.cwd(), folder) || '.'}`,
    '  npm install',
    '  npm run lint && npm run types && npm test',
  ].join('\n');
};

const runAdd = async ([part, given]: readonly string[], flags: Flags): Promise<string> => {
  const what: Part = oneOf('add', PARTS, part ?? (await ask(`What to add (${PARTS.join(', ')})`, undefined)));
  const slot: PanelSlot = oneOf('slot', PANEL_SLOTS, flags.slot ?? 'entity.panel');
  const name = given ?? (await ask('Its name, such as inspections', undefined));
  if (name === undefined) throw new NotMade(`name: expected one, received none\n\n${USAGE}`);
  const files = await add(flags.folder ?? process.cwd(), { part: what, name, slot, hindi: flags.hindi });
  const untranslated =
    what === 'panel' && flags.hindi === undefined
      ? '\nIts title in src/ui/texts/hi.ts is still the English one.'
      : '';
  return `Written:\n${files.map((file) => `  ${file}`).join('\n')}${untranslated}`;
};

const main = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      folder: { type: 'string' },
      sdk: { type: 'string' },
      slot: { type: 'string' },
      hindi: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const isAddition = positionals[0] === 'add';
  if (values.help || positionals.length > (isAddition ? 3 : 1)) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  console.log(await (isAddition ? runAdd(positionals.slice(1), values) : runCreate(positionals[0], values)));
  return 0;
};

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // What a person can mend is said in words; anything else keeps its stack.
    const known = error instanceof NotMade || (error instanceof Error && 'code' in error);
    console.error(known ? (error as Error).message : error);
    process.exitCode = 1;
  },
);
