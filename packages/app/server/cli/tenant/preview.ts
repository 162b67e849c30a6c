import {
  pluginAdministration,
  TRANSITIONS,
  type PluginPreview,
  type Transition,
} from '@compliance-os/core/host';
import type { Portal } from '../../compose.ts';
import type { TenantArgs } from '../tenant.ts';
import { UsageError } from '../usage.ts';
import { actingIn, tenantNamed } from './acting.ts';

export const previewPlugin = async (portal: Portal, { tenants, words }: TenantArgs): Promise<number> => {
  const [transition = '', plugin = ''] = words;
  const wanted = TRANSITIONS.find((each) => each === transition);
  if (!wanted) throw new UsageError(`expected one of ${TRANSITIONS.join(', ')}, received "${transition}"`);
  return showPreview(portal, tenants, wanted, plugin);
};

/** Says what would change. @returns 1 where something stands against it */
export const showPreview = async (
  portal: Portal,
  tenants: readonly string[],
  transition: Transition,
  plugin: string,
): Promise<number> => {
  const tenant = await tenantNamed(portal, tenants);
  const { plugins } = await portal.host.services.resolve('core', { plugins: pluginAdministration });
  const preview = await plugins.preview(actingIn(portal, 'preview', tenant), plugin, transition, 'operator');
  console.log(previewText(preview, tenant.name).join('\n'));
  return preview.refusals.length > 0 ? 1 : 0;
};

const EFFECTS: Readonly<Record<PluginPreview['effect'], string>> = {
  appears: 'appears',
  goes: 'goes',
  'stays-off': 'stays off',
};

export const previewText = (preview: PluginPreview, tenant: string): readonly string[] => {
  const { name, plugin, from, to, effect, routes, jobs, slots, contributions, dependants, data, retention } =
    preview;
  const listed = (title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`  ${EFFECTS[effect]}: ${title}: ${names.join(', ')}`];
  return [
    `${name} (${plugin}) of ${tenant}: ${from} → ${to}`,
    ...listed(
      'routes',
      routes.map(({ method, path }) => `${method} ${path}`),
    ),
    ...listed('jobs', jobs),
    ...listed('panels', slots),
    ...Object.entries(contributions).flatMap(([point, names]) => listed(point, names)),
    ...(dependants.length > 0 ? [`  needed by ${dependants.join(', ')}`] : []),
    `  ${to === 'purged' ? 'exported and deleted' : 'kept'}: ${data.rows} rows, ${data.bytes} bytes`,
    ...data.tables.filter(({ rows }) => rows > 0).map(({ table, rows }) => `    ${table}: ${rows}`),
    ...(retention.until === null
      ? []
      : [`  last written on ${retention.lastWritten}, has to be kept until ${retention.until}`]),
    ...preview.refusals.map(({ detail }) => `  stands against it: ${detail}`),
  ];
};
