import { corePlugin, readManifests, type PluginManifest } from '@compliance-os/core/host';
import { plugins } from '../packages/app/server/plugins.ts';

const { manifests } = await readManifests(plugins);

const mountOf = (id: string): string => (id === 'core' ? '/v1' : `/v1/${id}`);

/** Every route that asks for no permission, with the reason that its manifest gives. */
const rows = (manifests: readonly PluginManifest[]): string[] =>
  manifests.flatMap(({ id, routes = [] }) =>
    routes
      .filter((route) => route.public !== undefined)
      .map(
        (route) => `| ${route.method.toUpperCase()} | \`${mountOf(id)}${route.path}\` | ${route.public} |`,
      ),
  );

export const publicRoutes = (): string =>
  [
    '# Routes that are open to everybody',
    '',
    'Written by `npm run surface` from the manifests. Whoever changes it says in the commit why nobody has to sign in.',
    'Beside these the server answers `/healthz`, `/readyz` and `/metrics`, and gives out the files of the back office.',
    '',
    '| method | address | why |',
    '| --- | --- | --- |',
    ...rows([corePlugin, ...manifests]),
    '',
  ].join('\n');
