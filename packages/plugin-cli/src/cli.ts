#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { keygen } from './keygen.ts';
import { pack } from './pack.ts';
import { BuildFailed } from './problem.ts';
import { sign } from './sign.ts';

const USAGE = `compliance-os-plugin build                  bundles src/plugin.ts, migrations/ and src/ui/ into dist/plugin/
compliance-os-plugin keygen --key <file>    makes a key pair: the private key in the file, the public one on the screen
compliance-os-plugin sign --key <file>      signs dist/plugin/
compliance-os-plugin pack                   packs dist/plugin/ into dist/<id>-<version>.tgz
  --project <folder>  the plugin's folder; the current one unless given`;

/** Act → what it does. @returns what to tell */
const ACTS: Readonly<Record<string, (project: string, key: string | undefined) => Promise<string>>> = {
  build: (project) => build(project),
  keygen: (_project, key) => keygen(key),
  sign: (project, key) => sign(project, key),
  pack: (project) => pack(project),
};

const main = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      project: { type: 'string', default: process.cwd() },
      help: { type: 'boolean', default: false },
    },
  });
  const word = positionals[0] ?? '';
  const act = Object.hasOwn(ACTS, word) ? ACTS[word] : undefined;
  if (values.help || !act || positionals.length > 1) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  console.log(await act(values.project, values.key));
  return 0;
};

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // What a person can mend is said in words; anything else keeps its stack.
    const known = error instanceof BuildFailed || (error instanceof Error && 'code' in error);
    console.error(known ? (error as Error).message : error);
    process.exitCode = 1;
  },
);
