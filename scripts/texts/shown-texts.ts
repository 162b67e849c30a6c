import { parseSync } from 'vite';

/** A text that a source file shows, or names to be shown. */
export interface ShownText {
  readonly text: string;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Properties and attributes whose texts a component puts through the catalogue. */
const NAMING = new Set(['label', 'title', 'hint', 'text', 'placeholder', 'action']);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The texts that an expression may be: of a condition both, of a template without values the one. */
const textsOf = (node: unknown): string[] => {
  if (!isNode(node)) return [];
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'ConditionalExpression')
    return [...textsOf(node['consequent']), ...textsOf(node['alternate'])];
  if (node.type === 'LogicalExpression') return textsOf(node['right']);
  return [];
};

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  const name = node['name'] ?? node['value'];
  return typeof name === 'string' ? name : '';
};

const shownBy = (node: Node): string[] => {
  if (node.type === 'CallExpression' && nameOf(node['callee']) === 't')
    return textsOf((node['arguments'] as unknown[])[0]);
  if (node.type === 'Property' && NAMING.has(nameOf(node['key']))) return textsOf(node['value']);
  if (node.type === 'JSXAttribute' && NAMING.has(nameOf(node['name']))) return textsOf(node['value']);
  return [];
};

/** Every text that a file gives to `t`, or to a property or attribute that is shown through it. */
export const shownTexts = (file: string, source: string): ShownText[] => {
  const found: ShownText[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    for (const text of shownBy(value))
      found.push({ text, line: source.slice(0, value.start).split('\n').length });
    Object.values(value).forEach(visit);
  };
  visit(parseSync(file, source).program);
  return found;
};

/** The values that a text names: `Filed by %{name}` → `name`. */
export const valuesIn = (text: string): string[] =>
  [...text.matchAll(/%\{(\w+)\}/g)].map((match) => match[1]!).toSorted();
