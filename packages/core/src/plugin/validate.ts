import type { PluginManifest } from './manifest.ts';
import { declarations } from './validate/declarations.ts';
import type { Finding } from './validate/finding.ts';
import { dimensions, evidence, roles } from './validate/grants.ts';
import { ID, identity, names, requirements } from './validate/identity.ts';
import { PATH, routes } from './validate/routes.ts';
import { contributions, services, subscriptions } from './validate/uses.ts';

export { describeFinding, type Finding } from './validate/finding.ts';

/** Everything that is wrong with the manifests, taken together. One run reports all of it. */
export const validateManifests = (manifests: readonly PluginManifest[]): readonly Finding[] => {
  const byId = new Map(manifests.map((manifest) => [manifest.id, manifest]));
  return manifests.flatMap((manifest) => [
    ...identity(manifest, manifests),
    ...requirements(manifest, byId),
    ...names(manifest),
    ...roles(manifest, manifests, byId),
    ...dimensions(manifest, manifests),
    ...evidence(manifest, manifests),
    ...declarations(manifest),
    ...routes(manifest, byId),
    ...services(manifest, byId),
    ...contributions(manifest, byId),
    ...subscriptions(manifest, byId),
  ]);
};

/** The manifest with those routes that an address can lead to: of one that is quarantined, the others stand nowhere. */
export const addressable = (manifest: PluginManifest): PluginManifest => ({
  ...manifest,
  routes: ID.test(manifest.id) ? (manifest.routes ?? []).filter(({ path }) => PATH.test(path)) : [],
});
