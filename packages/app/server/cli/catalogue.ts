import {
  derivedFactsPoint,
  mastersPoint,
  type Derivation,
  type EventDerivation,
  type FieldNames,
  type GovernmentNotification,
  type Master,
} from '@compliance-os/compliance';
import type { ExtensionPoint } from '@compliance-os/core';
import type { PluginManifest } from '@compliance-os/core/host';
import { readAllPlugins } from '../settings.ts';

export interface Catalogue {
  readonly masters: readonly Master[];
  readonly notifications: readonly GovernmentNotification[];
  readonly derivations: readonly Derivation[];
  readonly events: readonly EventDerivation[];
  readonly names: FieldNames;
}

const contributed = async <T>(
  manifests: readonly PluginManifest[],
  point: ExtensionPoint<T>,
): Promise<readonly T[]> =>
  Promise.all(
    manifests.flatMap(({ contributes = [] }) =>
      contributes
        .filter((contribution) => contribution.point.id === point.id)
        .map(async ({ load }) => (await load()).default as T),
    ),
  );

/** What the installed plugins know of the law, read from their manifests: no host, no database. */
export const loadCatalogue = async (): Promise<Catalogue> => {
  const manifests = await readAllPlugins(process.env);
  const [families, derived] = await Promise.all([
    contributed(manifests, mastersPoint),
    contributed(manifests, derivedFactsPoint),
  ]);
  return {
    masters: families.flatMap(({ masters }) => masters),
    notifications: families.flatMap(({ notifications }) => notifications),
    derivations: derived.flatMap(({ derivations }) => derivations),
    events: derived.flatMap(({ events }) => events.map(({ derive }) => derive)),
    names: Object.assign({}, ...families.map(({ fields }) => fields)) as FieldNames,
  };
};
