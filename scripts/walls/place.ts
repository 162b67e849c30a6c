import path from 'node:path';
import type { Package } from './workspace.ts';

/** Where a file stands: its package, and the room in it. */
export interface Place {
  readonly file: string;
  readonly owner: Package;
  /** First folder under `src/` (or under the package, where there is no `src/`); the name of a file that stands free. */
  readonly room: string;
  readonly isTest: boolean;
}

export const placeOf = (file: string, packages: readonly Package[]): Place | undefined => {
  const owner = packages.find(({ folder }) => file.startsWith(`${folder}/`));
  if (!owner) return undefined;
  const parts = path.posix.relative(owner.folder, file).split('/');
  if (parts[0] === 'src') parts.shift();
  return {
    file,
    owner,
    room: parts[0]!.replace(/\.tsx?$/, ''),
    isTest: /\.test(-d)?\.tsx?$/.test(file) || parts.some((part) => part === 'test' || part === 'e2e'),
  };
};

/** What a specifier names: a file of the workspace, or something from outside of it. */
export type Target =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'entry'; readonly owner: Package; readonly entry: string; readonly exists: boolean }
  | { readonly kind: 'outside'; readonly module: string };

const moduleOf = (specifier: string): string => {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
};

export const targetOf = (from: string, specifier: string, packages: readonly Package[]): Target => {
  if (specifier.startsWith('.'))
    return {
      kind: 'file',
      file: path.posix.join(path.posix.dirname(from), specifier),
    };
  const module = specifier.startsWith('node:') ? specifier : moduleOf(specifier);
  const owner = packages.find(({ name }) => name === module);
  if (!owner) return { kind: 'outside', module };
  const entry = `.${specifier.slice(module.length)}`;
  return { kind: 'entry', owner, entry, exists: entry in owner.entries };
};
