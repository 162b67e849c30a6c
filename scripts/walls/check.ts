import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSource } from './imports.ts';
import { placeOf, targetOf } from './place.ts';
import { expectedOf, isPure } from './rules.ts';
import { readWorkspace, sourcesOf } from './workspace.ts';

/** Every import of the workspace that breaks a wall: `file:line: expected …, received …`. */
export const brokenWalls = async (root: string): Promise<string[]> => {
  const packages = await readWorkspace(root);
  const where = (file: string) => placeOf(file, packages);
  const broken: string[] = [];
  for (const file of packages.flatMap(({ folder }) => sourcesOf(root, folder))) {
    const place = where(file)!;
    const { imports, readings } = readSource(file, readFileSync(path.join(root, file), 'utf8'));
    for (const by of imports) {
      const expected = expectedOf(place, targetOf(file, by.specifier, packages), where, by);
      if (expected) broken.push(`${file}:${by.line}: expected ${expected}, received "${by.specifier}"`);
    }
    if (isPure(place))
      for (const { what, line } of readings)
        broken.push(`${file}:${line}: expected the time and chance as arguments, received ${what}`);
  }
  return broken;
};
