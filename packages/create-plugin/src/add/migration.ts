import path from 'node:path';
import { snake } from '../names.ts';
import { NotMade } from '../problem.ts';
import { readTemplate } from '../templates.ts';
import { append } from './edit.ts';
import { filesIn, MANIFEST, manifestObject, type PluginProject } from './plugin-project.ts';
import { valueOf } from './syntax.ts';
import type { Changes } from './write.ts';

const FILE = /^(\d{4})_([a-z0-9-_]+)\.(ts|js)$/;

/** The next migration, which makes a table. */
export const addMigration = ({ folder, manifest }: PluginProject, name: string): Changes => {
  const there = filesIn(path.join(folder, 'migrations')).flatMap((file) => {
    const [, number, named] = FILE.exec(file) ?? [];
    return number === undefined ? [] : [{ file, number: Number(number), name: named }];
  });
  const same = there.find((one) => one.name === name);
  if (same)
    throw new NotMade(
      `migrations/${same.file}: expected no migration "${name}", found one; choose another name`,
    );
  const next = Math.max(0, ...there.map(({ number }) => number)) + 1;
  const files = readTemplate('add/migration', {
    name,
    number: String(next).padStart(4, '0'),
    table: snake(name),
  });
  if (valueOf(manifestObject(manifest), 'data')) return files;
  const source = append(
    manifest,
    manifestObject(manifest),
    `data: { migrations: new URL('../migrations/', import.meta.url) }`,
  );
  return new Map([...files, [MANIFEST, source.text]]);
};
