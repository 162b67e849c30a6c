import { camel, sentence } from '../names.ts';
import { readTemplate } from '../templates.ts';
import { append, importName } from './edit.ts';
import { checkFree, sourceAt, type PluginProject } from './plugin-project.ts';
import { declaredList } from './syntax.ts';
import type { Changes } from './write.ts';

const MASTERS = 'src/masters/index.ts';

/** An obligation by the year, with an example that proves its date. Its law is for the author to fill in. */
export const addMaster = (plugin: PluginProject, name: string): Changes => {
  const { id, folder } = plugin;
  const variable = `${camel(name)}Master`;
  const files = readTemplate('add/master', {
    id,
    name,
    variable,
    Title: sentence(name),
    code: `${id}-${name}`.toUpperCase(),
  });
  checkFree(plugin, files.keys());
  const list = sourceAt(folder, MASTERS, `a plugin with masters has "export const masters = [ … ]" there`);
  const imported = importName(list, variable, `./${name}.ts`);
  const source = append(imported, declaredList(imported, 'masters'), variable);
  return new Map([...files, [MASTERS, source.text]]);
};
