import type { PluginManifest } from '../manifest.ts';
import { nearest } from '../nearest.ts';

/** One thing that is wrong with a manifest, with blame. */
export interface Finding {
  readonly plugin: string;
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  readonly remedy?: string;
}

export const describeFinding = ({ plugin, path, expected, received, remedy }: Finding): string =>
  `plugin "${plugin}": ${path}: expected ${expected}, received ${received}${remedy ? `; ${remedy}` : ''}`;

export const show = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);

export type Report = (path: string, expected: string, received: unknown, remedy?: string) => Finding;

export const reporter =
  (manifest: PluginManifest): Report =>
  (path, expected, received, remedy) => ({
    plugin: String(manifest.id),
    path,
    expected,
    received: show(received),
    ...(remedy === undefined ? {} : { remedy }),
  });

/** The name that was probably meant. */
export const suggestion = (word: string, among: Iterable<string>): string | undefined => {
  const close = nearest(word, among);
  return close === undefined ? undefined : `did you mean "${close}"?`;
};

/** Every manifest by its id. */
export type ById = ReadonlyMap<string, PluginManifest>;

/** A plugin and those that it requires: whose declarations it may use. */
export const withRequired = (manifest: PluginManifest, byId: ById): readonly PluginManifest[] => [
  manifest,
  ...Object.keys(manifest.requires ?? {}).flatMap((id) => byId.get(id) ?? []),
];
