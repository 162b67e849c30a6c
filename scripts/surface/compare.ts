/** What has become of a surface since it was released, and the version that this takes. */
import semver from 'semver';
import type { Promised } from './report.ts';

/** Names as `entry symbol`, such as `./testing startTestHost`. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const namesOf = ({ entries }: Promised): Map<string, string> =>
  new Map(
    [...entries].flatMap(([entry, surface]) =>
      [...surface].map(([symbol, text]) => [`${entry} ${symbol}`, text] as const),
    ),
  );

export const changesBetween = (released: Promised, now: Promised): Changes => {
  const before = namesOf(released);
  const after = namesOf(now);
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    changed: [...after]
      .filter(([name, text]) => before.has(name) && before.get(name) !== text)
      .map(([it]) => it),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
};

/**
 * The least version that may carry the changes. What is gone breaks who used it. A declaration that reads otherwise is
 * taken to be an addition, such as an optional field: that older plugins still compile and run is what other tests hold.
 */
export const versionNeeded = (released: string, { added, changed, removed }: Changes): string => {
  if (removed.length > 0) return semver.inc(released, 'major')!;
  if (added.length + changed.length > 0) return semver.inc(released, 'minor')!;
  return released;
};

/** Why the version is not enough, if it is not. */
export const versionFault = (released: Promised, now: Promised): string | undefined => {
  const changes = changesBetween(released, now);
  const needed = versionNeeded(released.version, changes);
  if (semver.gte(now.version, needed)) return undefined;
  const said = Object.entries(changes)
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what}: ${names.join(', ')}`);
  return `${now.name}: version: expected at least ${needed}, since ${released.version} was released with another surface, received ${now.version}; ${said.join('; ')}`;
};
