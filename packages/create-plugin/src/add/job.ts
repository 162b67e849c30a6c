import { NotMade } from '../problem.ts';
import { readTemplate } from '../templates.ts';
import { appendToList, importName } from './edit.ts';
import { checkFree, MANIFEST, manifestObject, type PluginProject } from './plugin-project.ts';
import { callsIn, valueOf } from './syntax.ts';
import type { Changes } from './write.ts';

const CORE = '@compliance-os/core';

/** A job that runs every morning for each tenant that has the plugin on, and a test that lets a day pass. */
export const addJob = (plugin: PluginProject, name: string): Changes => {
  const { id, manifest } = plugin;
  const jobs = valueOf(manifestObject(manifest), 'jobs');
  if (jobs?.type === 'ArrayExpression' && callsIn(jobs).some(({ first }) => first === `${id}.${name}`))
    throw new NotMade(`${MANIFEST}: jobs: expected no "${id}.${name}", found one; choose another name`);
  const files = readTemplate('add/job', { id, name });
  checkFree(plugin, files.keys());
  let source = manifest;
  for (const imported of ['audit', 'entities', 'scheduled']) source = importName(source, imported, CORE);
  source = appendToList(
    source,
    manifestObject,
    'jobs',
    `scheduled('${id}.${name}', {
  cron: '0 6 * * *',
  missed: 'latest',
  perTenant: true,
  deps: { audit, entities },
  load: () => import('./jobs/${name}.ts'),
})`,
  );
  return new Map([...files, [MANIFEST, source.text]]);
};
