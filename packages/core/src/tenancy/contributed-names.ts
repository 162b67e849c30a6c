import type { Contributed } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { AnyExtensionPoint } from '../plugin/extension-point.ts';

/**
 * Names of what a plugin contributes, by point of extension; its own name where the contribution has none.
 * @param contributed what there is at a point
 */
export const contributedNames = (
  manifest: PluginManifest,
  contributed: (point: AnyExtensionPoint) => readonly Contributed[],
): Record<string, string[]> => {
  const named: Record<string, string[]> = {};
  for (const { point } of manifest.contributes ?? []) {
    const values = contributed(point)
      .filter(({ plugin }) => plugin === manifest.id)
      .flatMap(({ value }) => listIn(point.id, value));
    const names = [...new Set(values.map(nameOf))].filter((name) => name !== undefined);
    named[point.id] = names.length > 0 ? names : [manifest.name];
  }
  return named;
};

/** A contribution that is a list, or that has one under the name of its point: `masters` of `compliance.masters`. */
const listIn = (point: string, value: unknown): readonly unknown[] => {
  const named = (value as Readonly<Record<string, unknown>> | null)?.[point.split('.').pop()!];
  return ([value, named].find((each) => Array.isArray(each)) as unknown[] | undefined) ?? [value];
};

/** A code, an id or a name: whichever a contribution has. */
const nameOf = (value: unknown): string | undefined => {
  const { code, id, name } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [code, id, name].find((each) => typeof each === 'string') as string | undefined;
};
