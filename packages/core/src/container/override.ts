import type { PluginManifest } from '../plugin/manifest.ts';
import type { Token } from './token.ts';

/** Another implementation of a service for the plugins that inject it. The host and the service's owner keep theirs. */
export interface ServiceOverride {
  readonly token: Token<unknown>;
  readonly make: (manifest: PluginManifest) => unknown;
}

type Value = readonly [Token<unknown>, unknown];

/** What a plugin is given, with what stands in for some of it. */
export const withOverrides = (
  manifest: PluginManifest,
  values: readonly Value[],
  overrides: readonly ServiceOverride[],
): readonly Value[] => {
  if (manifest.id === 'core') return values;
  const standIns = overrides
    .filter(({ token }) => token.tokenId.split('.')[0] !== manifest.id)
    .map(({ token, make }): Value => [token, make(manifest)]);
  return [...new Map([...values, ...standIns])];
};
