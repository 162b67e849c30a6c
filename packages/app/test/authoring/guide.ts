/** The guide of authors, as its test reads it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { INSTALLS, type Workshop } from './workshop.ts';

const GUIDE = fileURLToPath(new URL('../../../../docs/plugin-authors.md', import.meta.url));

interface Block {
  /** of a command `sh author`, of a piece of a file its path behind the language */
  readonly info: string;
  readonly text: string;
}

const blocks = (): readonly Block[] =>
  [...readFileSync(GUIDE, 'utf8').matchAll(/^```(\S+ \S+)\n([\s\S]*?)^```$/gm)].map(
    ([, info = '', text = '']) => ({
      info,
      text,
    }),
  );

/** What an author types, line by line. */
const commands = (): readonly string[] =>
  blocks()
    .filter(({ info }) => info === 'sh author')
    .flatMap(({ text }) => text.trim().split('\n'));

/** Pieces of files that the guide shows: path in the example → text. */
export const shown = (): readonly (readonly [file: string, text: string])[] =>
  blocks()
    .filter(({ info }) => info.startsWith('ts '))
    .map(({ info, text }) => [info.slice('ts '.length), text] as const);

/** Flags of the command that makes the plugin, as the guide gives them. */
const SCAFFOLDS = /^npx .* create-compliance-os-plugin fssai --name "(.*)" --sdk/;

/**
 * Does what the guide says. Where npm does not install, it stands in for the two commands that need a registry.
 * @returns what the commands printed, and the plugin
 */
export const followGuide = async (workshop: Workshop): Promise<{ project: string; said: string }> => {
  const project = path.join(workshop.folder, 'fssai');
  const variables = { SDK: workshop.sdk };
  const said: string[] = [];
  let cwd = workshop.folder;
  for (const line of commands()) {
    const name = SCAFFOLDS.exec(line)?.[1];
    if (line.startsWith('export SDK=')) continue;
    if (line === 'cd fssai') cwd = project;
    else if (name !== undefined && !INSTALLS)
      said.push(await workshop.createPlugin('fssai', '--name', name, '--sdk', workshop.sdk));
    else if (line === 'npm install') await workshop.install(project);
    else
      said.push(await workshop.shell(cwd, line, { ...variables, EXAMPLE: `${workshop.sdk}/examples/fssai` }));
  }
  return { project, said: said.join('\n') };
};
