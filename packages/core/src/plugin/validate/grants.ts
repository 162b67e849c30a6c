import { AUDITOR, TENANT_ADMINISTRATOR } from '../../access/built-in-roles.ts';
import { CORE_PERMISSIONS, isOperatorPermission } from '../../access/permissions.ts';
import type { PluginManifest } from '../manifest.ts';
import { reporter, suggestion, withRequired, type ById, type Finding } from './finding.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BUILT_IN_ROLES: ReadonlySet<string> = new Set([TENANT_ADMINISTRATOR, AUDITOR]);

const KEY = /^[a-z][a-z0-9-]{0,59}$/;

/** What only one plugin of a portal can be called. Of two, the one that comes later is at fault. */
const isTaken = (
  name: string,
  manifest: PluginManifest,
  all: readonly PluginManifest[],
  namesOf: (manifest: PluginManifest) => readonly string[],
): boolean =>
  all.slice(0, all.indexOf(manifest)).some((other) => namesOf(other).includes(name)) ||
  namesOf(manifest).filter((own) => own === name).length > 1;

/** A template is made of permissions that exist where its plugin is on, and takes no other role's place. */
export const roles = (manifest: PluginManifest, all: readonly PluginManifest[], byId: ById): Finding[] => {
  const at = reporter(manifest);
  const declared = new Set(
    [...CORE_PERMISSIONS, ...withRequired(manifest, byId).flatMap(({ permissions = [] }) => permissions)]
      .map(({ name }) => name)
      .filter((name) => !isOperatorPermission(name)),
  );
  return (manifest.roles ?? []).flatMap(({ key, permissions }, i) => [
    ...(KEY.test(key) && !UUID.test(key)
      ? []
      : [at(`roles[${i}].key`, 'lower-case letters, digits and hyphens', key)]),
    ...(BUILT_IN_ROLES.has(key) ? [at(`roles[${i}].key`, 'a key that core does not use', key)] : []),
    ...(isTaken(key, manifest, all, (of) => (of.roles ?? []).map((role) => role.key))
      ? [at(`roles[${i}].key`, 'a key of its own', key)]
      : []),
    ...permissions.flatMap((name, j) =>
      declared.has(name)
        ? []
        : [at(`roles[${i}].permissions[${j}]`, 'a declared permission', name, suggestion(name, declared))],
    ),
  ]);
};

/** What grants are limited by. */
export const dimensions = (manifest: PluginManifest, all: readonly PluginManifest[]): Finding[] => {
  const at = reporter(manifest);
  return (manifest.dimensions ?? []).flatMap(({ name, values }, i) => [
    ...(KEY.test(name) && name !== 'entity'
      ? []
      : [at(`dimensions[${i}].name`, 'lower-case letters, digits and hyphens, and not "entity"', name)]),
    ...(isTaken(name, manifest, all, (of) => (of.dimensions ?? []).map((dimension) => dimension.name))
      ? [at(`dimensions[${i}].name`, 'a name of its own', name)]
      : []),
    ...(values ?? []).flatMap(({ value }, j) =>
      value !== '' && values?.findIndex((other) => other.value === value) === j
        ? []
        : [at(`dimensions[${i}].values[${j}]`, 'a value that stands here once', value)],
    ),
  ]);
};

/** What evidence is attached to. */
export const evidence = (manifest: PluginManifest, all: readonly PluginManifest[]): Finding[] => {
  const at = reporter(manifest);
  return (manifest.evidence ?? []).flatMap(({ subjectType }, i) => [
    ...(KEY.test(subjectType)
      ? []
      : [at(`evidence[${i}].subjectType`, 'lower-case letters, digits and hyphens', subjectType)]),
    ...(isTaken(subjectType, manifest, all, (of) => (of.evidence ?? []).map((on) => on.subjectType))
      ? [at(`evidence[${i}].subjectType`, 'a type of its own', subjectType)]
      : []),
  ]);
};
