import { camel, pascal, sentence } from '../names.ts';
import { NotMade } from '../problem.ts';
import { readTemplate } from '../templates.ts';
import { append, appendToList } from './edit.ts';
import { checkFree, MANIFEST, manifestObject, sourceAt, type PluginProject } from './plugin-project.ts';
import { exportedObject, objectsIn, textValueOf, valueOf, type ObjectNode, type Source } from './syntax.ts';
import type { Changes } from './write.ts';

const ENTRY = 'src/ui/index.tsx';
const ENGLISH = 'src/ui/texts/en.ts';
const HINDI = 'src/ui/texts/hi.ts';

export const PANEL_SLOTS = ['entity.panel', 'dashboard.widget', 'route'] as const;
export type PanelSlot = (typeof PANEL_SLOTS)[number];

const entryObject = (source: Source): ObjectNode => exportedObject(source, 'definePluginUI');

const slotsObject = (source: Source): ObjectNode => {
  const slots = valueOf(entryObject(source), 'slots');
  if (slots?.type !== 'ObjectExpression')
    throw new NotMade(`${source.file}: expected "slots: { … }" in definePluginUI, found none`);
  return slots;
};

/**
 * A panel in a slot, with its title in both languages.
 * @param hindi title in Hindi; the English one stands in its place until there is one
 */
export const addPanel = (
  plugin: PluginProject,
  name: string,
  { slot, hindi }: { readonly slot: PanelSlot; readonly hindi: string | undefined },
): Changes => {
  const { id, folder, manifest } = plugin;
  const remedy = 'a plugin with panels has one';
  const entry = sourceAt(folder, ENTRY, remedy);
  const english = sourceAt(folder, ENGLISH, remedy);
  const translated = sourceAt(folder, HINDI, remedy);
  const key = camel(name);
  const slots = slotsObject(entry);
  for (const [of, list] of PANEL_SLOTS.map((one) => [one, valueOf(slots, one)] as const))
    if (list?.type === 'ArrayExpression' && objectsIn(list).some((it) => textValueOf(it, 'id') === name))
      throw new NotMade(`${ENTRY}: ${of}: expected no panel "${name}", found one; choose another name`);
  if (valueOf(exportedObject(english), key))
    throw new NotMade(`${ENGLISH}: expected no text "${key}", found one; choose another name`);
  const files = readTemplate(`add/panel/${slot}`, { id, name, Type: `${pascal(name)}Panel`, key });
  checkFree(plugin, files.keys());
  const place = slot === 'route' ? ` path: '${name}',` : '';
  const contribution = `{ id: '${name}',${place} title: '${key}', load: () => import('./${name}.tsx') }`;
  const title = (source: Source, text: string): string =>
    append(source, exportedObject(source), `${key}: '${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`).text;
  return new Map([
    ...files,
    [ENTRY, appendToList(entry, slotsObject, slot, contribution).text],
    [ENGLISH, title(english, sentence(name))],
    [HINDI, title(translated, hindi ?? sentence(name))],
    [MANIFEST, withSlot(manifest, slot).text],
  ]);
};

/** The manifest names the slots that panels go to. */
const withSlot = (manifest: Source, slot: PanelSlot): Source => {
  const uiObject = (source: Source): ObjectNode | undefined => {
    const ui = valueOf(manifestObject(source), 'ui');
    return ui?.type === 'ObjectExpression' ? ui : undefined;
  };
  const ui = uiObject(manifest);
  if (!ui) return append(manifest, manifestObject(manifest), `ui: { entry: './ui', slots: ['${slot}'] }`);
  const listed = valueOf(ui, 'slots');
  if (
    listed?.type === 'ArrayExpression' &&
    listed.elements.some((one) => one?.type === 'Literal' && one.value === slot)
  )
    return manifest;
  return appendToList(manifest, () => ui, 'slots', `'${slot}'`);
};
