import { parseSync } from 'vite';

/** One way in which a file names another. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  readonly imports: readonly Import[];
  /** Where the file asks the machine what time it is, or for chance. */
  readonly readings: readonly { readonly what: string; readonly line: number }[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const READINGS: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
  crypto: ['randomUUID', 'getRandomValues'],
};

const nameOf = (node: unknown): string | undefined => {
  const { type, name } = (node ?? {}) as Partial<Node>;
  return type === 'Identifier' ? String(name) : undefined;
};

/** What a node reads of the clock or of chance: `new Date()`, `Date()`, `Date.now`, `Math.random` … */
const readingOf = (node: Node): string | undefined => {
  const isDate = nameOf(node['callee']) === 'Date';
  if (node.type === 'NewExpression' && isDate && (node['arguments'] as unknown[]).length === 0)
    return 'new Date()';
  if (node.type === 'CallExpression' && isDate) return 'Date()';
  if (node.type !== 'MemberExpression') return undefined;
  const [object = '', property = ''] = [nameOf(node['object']), nameOf(node['property'])];
  return READINGS[object]?.includes(property) ? `${object}.${property}` : undefined;
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
}

/** What a file of TypeScript imports, re-exports, loads or takes a type from. @throws where it does not parse */
export const readSource = (file: string, text: string): SourceFile => {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const imports: Import[] = [];
  for (const { start, moduleRequest, entries } of module.staticImports)
    imports.push({
      specifier: moduleRequest.value,
      line: lineAt(start),
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    });
  for (const { start, entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest)
        imports.push({ specifier: moduleRequest.value, line: lineAt(start), typeOnly: isType });
  const readings: { what: string; line: number }[] = [];
  for (const node of nodesOf(program as unknown as Node)) {
    const source = (node['source'] ?? {}) as { value?: unknown };
    const isType = node.type === 'TSImportType';
    if ((isType || node.type === 'ImportExpression') && typeof source.value === 'string')
      imports.push({ specifier: source.value, line: lineAt(node.start), typeOnly: isType });
    const what = readingOf(node);
    if (what) readings.push({ what, line: lineAt(node.start) });
  }
  return { imports, readings };
};
