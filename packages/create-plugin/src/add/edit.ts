/** Changes of a source: each gives a new one, and leaves what it does not concern as its author wrote it. */
import { NotMade } from '../problem.ts';
import {
  importedNames,
  importOf,
  statementsOf,
  valueOf,
  type ArrayNode,
  type Expression,
  type ObjectNode,
  type Source,
} from './syntax.ts';

/** Characters of a line, as the templates are written. */
const WIDEST = 110;

const replaced = (source: Source, start: number, end: number, by: string): Source => ({
  ...source,
  text: source.text.slice(0, start) + by + source.text.slice(end),
});

/** Indentation of the line in which a place is. */
const indentAt = (text: string, at: number): string => {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*/.exec(line)![0];
};

const indented = (item: string, by: string): string => item.replaceAll('\n', `\n${by}`);

/** Everything up to the comma behind the last item, comments included. */
const COMMA = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/;

/** Puts an item behind the last of a list or of an object. */
export const append = (source: Source, into: ArrayNode | ObjectNode, item: string): Source => {
  const { text } = source;
  const members = into.type === 'ArrayExpression' ? into.elements : into.properties;
  const last = members.at(-1);
  const inside = text.slice(into.start + 1, into.end - 1);
  const outer = indentAt(text, into.start);
  const inner = `${outer}  `;
  if (last && !inside.includes('\n') && !item.includes('\n')) {
    const fits = into.end - text.lastIndexOf('\n', into.start) + item.length < WIDEST;
    if (fits) return replaced(source, last.end, last.end, `, ${item}`);
    const lines = [...members.map((one) => text.slice(one!.start, one!.end)), item];
    const broken = lines.map((one) => `\n${inner}${one},`).join('');
    return replaced(source, into.start + 1, into.end - 1, `${broken}\n${outer}`);
  }
  const line = `\n${inner}${indented(item, inner)},`;
  if (!last) return replaced(source, into.start + 1, into.end - 1, `${inside.trimEnd()}${line}\n${outer}`);
  const comma = COMMA.exec(text.slice(last.end, into.end - 1));
  const at = last.end + (comma?.[0].length ?? 0);
  // A remark behind the last item stays on its line.
  const remark =
    /^[^\n]*\/\/[^\n]*|^[ \t]*\/\*[^\n]*\*\/[ \t]*/.exec(text.slice(at, into.end - 1))?.[0] ?? '';
  const rest = text.slice(at + remark.length, into.end - 1);
  const added = `${comma ? '' : ','}${remark}${line}${rest.startsWith('\n') ? '' : `\n${outer}`}`;
  return replaced(source, at, at + remark.length + (rest.startsWith('\n') ? 0 : rest.length), added);
};

/**
 * Puts an item into the list under a key. A list that an expression gives is spread into one; where there is no such key,
 * it is made.
 * @param read the object, as it is in the source
 */
export const appendToList = (
  source: Source,
  read: (source: Source) => ObjectNode,
  key: string,
  item: string,
): Source => {
  const object = read(source);
  const value = valueOf(object, key);
  if (value === undefined) {
    const name = /^[a-z]\w*$/i.test(key) ? key : `'${key}'`;
    return append(
      source,
      object,
      `${name}: [${item.includes('\n') ? `\n  ${indented(item, '  ')},\n` : item}]`,
    );
  }
  if (value.type === 'ArrayExpression') return append(source, value, item);
  const expression = source.text.slice(value.start, value.end);
  return replaced(source, value.start, value.end, `[...${spreadable(value, expression)}, ${item}]`);
};

const spreadable = (value: Expression, text: string): string =>
  value.type === 'CallExpression' || value.type === 'Identifier' || value.type === 'MemberExpression'
    ? text
    : `(${text})`;

/**
 * Imports a name, with the others of its module where some are there.
 * @throws NotMade where the name is another's in this file
 */
export const importName = (source: Source, name: string, module: string): Source => {
  const from = importedNames(source).get(name);
  if (from?.module === module && !from.typeOnly) return source;
  if (from)
    throw new NotMade(
      `${source.file}: expected the name "${name}" to be free, found it imported${from.typeOnly ? ' as a type' : ''} from "${from.module}"; name that differently there`,
    );
  const there = importOf(source, module);
  if (there) {
    const names = there.specifiers.map(({ start, end }) => source.text.slice(start, end));
    const all = [...names, name].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    return replaced(source, there.start, there.end, importText(all, module));
  }
  const last = statementsOf(source).findLast((one) => one.type === 'ImportDeclaration');
  const statement = importText([name], module);
  return last
    ? replaced(source, last.end, last.end, `\n${statement}`)
    : { ...source, text: `${statement}\n\n${source.text}` };
};

const importText = (names: readonly string[], module: string): string => {
  const line = `import { ${names.join(', ')} } from '${module}';`;
  return line.length <= WIDEST
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${module}';`;
};
