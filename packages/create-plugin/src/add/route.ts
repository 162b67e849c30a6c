import { pascal, sentence } from '../names.ts';
import { NotMade } from '../problem.ts';
import { readTemplate } from '../templates.ts';
import { appendToList, importName } from './edit.ts';
import { checkFree, MANIFEST, manifestObject, type PluginProject } from './plugin-project.ts';
import { callsIn, valueOf } from './syntax.ts';
import type { Changes } from './write.ts';

const CORE = '@compliance-os/core';

/** `GET /v1/<plugin>/<name>`, its permission, its handler and a test over HTTP. */
export const addRoute = (plugin: PluginProject, name: string): Changes => {
  const { id, manifest } = plugin;
  const routes = valueOf(manifestObject(manifest), 'routes');
  if (
    routes?.type === 'ArrayExpression' &&
    callsIn(routes).some(({ callee, first }) => callee === 'get' && first === `/${name}`)
  )
    throw new NotMade(`${MANIFEST}: routes: expected no get '/${name}', found one; choose another name`);
  const files = readTemplate('add/route', { id, name, Type: pascal(name), Title: sentence(name) });
  checkFree(plugin, files.keys());
  const reply = `${pascal(name)}Reply`;
  let source = importName(manifest, 'get', CORE);
  source = importName(source, 'permission', CORE);
  source = importName(source, 'entities', CORE);
  source = importName(source, reply, `./api/${name}.ts`);
  source = appendToList(
    source,
    manifestObject,
    'permissions',
    `permission('${id}.${name}.read', 'See ${sentence(name).toLowerCase()}')`,
  );
  source = appendToList(
    source,
    manifestObject,
    'routes',
    `get('/${name}', {
  summary: '${sentence(name)}, by entity',
  permission: '${id}.${name}.read',
  about: 'entities',
  reply: ${reply},
  deps: { entities },
  load: () => import('./routes/${name}.ts'),
})`,
  );
  return new Map([...files, [MANIFEST, source.text]]);
};
