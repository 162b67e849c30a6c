import { isOperatorPermission } from '../../access/permissions.ts';
import type { PluginManifest } from '../manifest.ts';
import { OWN_PROFILE } from '../permission.ts';
import { ABOUT } from '../route.ts';
import { reporter, show, suggestion, withRequired, type ById, type Finding } from './finding.ts';

export const PATH = /^(\/[a-z0-9-]+|\/:[a-zA-Z]+)+$/;
/** A public route of a plugin: what is off for the tenant it names is absent. */
const OF_A_TENANT = /^\/:tenant\//;

/** A route may ask for a permission of its own plugin or of one that is required: its roles need not be told twice. */
export const routes = (manifest: PluginManifest, byId: ById): Finding[] => {
  const at = reporter(manifest);
  const declared = new Set([
    ...withRequired(manifest, byId).flatMap(({ permissions = [] }) => permissions.map(({ name }) => name)),
    OWN_PROFILE,
  ]);
  return (manifest.routes ?? []).flatMap((route, i) => {
    const found: Finding[] = [];
    if (!PATH.test(route.path))
      found.push(at(`routes[${i}].path`, 'a path such as /returns/:id', route.path));
    if (route.path.includes(':') && !route.params)
      found.push(at(`routes[${i}].params`, 'a schema of the path parameters', undefined));
    if (route.public && manifest.id !== 'core' && !OF_A_TENANT.test(route.path))
      found.push(
        at(`routes[${i}].path`, 'a path that begins with "/:tenant/", since no token names one', route.path),
      );
    if (route.permission === undefined && !route.public) {
      found.push(
        at(`routes[${i}].permission`, 'a declared permission', route.permission, 'or give `public` a reason'),
      );
    } else if (route.permission !== undefined && !declared.has(route.permission)) {
      found.push(
        at(
          `routes[${i}].permission`,
          'a declared permission',
          route.permission,
          suggestion(route.permission, declared),
        ),
      );
    } else if (needsAbout(route.permission) && !ABOUT.some((known) => known === route.about)) {
      found.push(at(`routes[${i}].about`, ABOUT.map(show).join(' or '), route.about));
    }
    return found;
  });
};

const needsAbout = (permission: string | undefined): boolean =>
  permission !== undefined && permission !== OWN_PROFILE && !isOperatorPermission(permission);
