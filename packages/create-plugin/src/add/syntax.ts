/** Reads an author's source as the parser sees it, and changes it in one place at a time, all else as it was. */
import { parseAst } from 'rolldown/parseAst';
import { NotMade } from '../problem.ts';

export interface Source {
  /** as it is told to people: `src/plugin.ts` */
  readonly file: string;
  readonly text: string;
}

type Program = ReturnType<typeof parseAst>;
type Statement = Program['body'][number];
export type ImportStatement = Extract<Statement, { type: 'ImportDeclaration' }>;
type Init = NonNullable<Extract<Statement, { type: 'VariableDeclaration' }>['declarations'][number]['init']>;
export type Expression = Init;
export type ObjectNode = Extract<Init, { type: 'ObjectExpression' }>;
export type ArrayNode = Extract<Init, { type: 'ArrayExpression' }>;

/** @throws NotMade where it is not TypeScript */
export const statementsOf = ({ file, text }: Source): readonly Statement[] => {
  try {
    return parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body;
  } catch (error) {
    throw new NotMade(`${file}: expected TypeScript, received something else: ${(error as Error).message}`);
  }
};

/** `x as const`, `x satisfies T` and `(x)` are x. */
const bare = (node: Expression): Expression =>
  node.type === 'TSAsExpression' ||
  node.type === 'TSSatisfiesExpression' ||
  node.type === 'ParenthesizedExpression'
    ? bare(node.expression)
    : node;

const isObject = (node: Expression): node is ObjectNode => node.type === 'ObjectExpression';

/**
 * The object that a file exports by default, or that it gives to the function of this name there.
 * @throws NotMade
 */
export const exportedObject = (source: Source, callee?: string): ObjectNode => {
  const exported = statementsOf(source).find((one) => one.type === 'ExportDefaultDeclaration');
  const node = exported === undefined ? undefined : bare(exported.declaration as Expression);
  if (callee === undefined && node && isObject(node)) return node;
  if (
    node?.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === callee &&
    node.arguments[0]
  ) {
    const given = bare(node.arguments[0] as Expression);
    if (isObject(given)) return given;
  }
  const form = callee === undefined ? '{ … }' : `${callee}({ … })`;
  throw new NotMade(`${source.file}: expected "export default ${form}", found none`);
};

/** The list that a file declares under this name. @throws NotMade */
export const declaredList = (source: Source, name: string): ArrayNode => {
  for (const statement of statementsOf(source)) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier' || id.name !== name || !init) continue;
      const node = bare(init);
      if (node.type === 'ArrayExpression') return node;
    }
  }
  throw new NotMade(`${source.file}: expected "export const ${name} = [ … ]", found none`);
};

const keyOf = (property: ObjectNode['properties'][number]): string | undefined => {
  if (property.type !== 'Property' || property.computed) return undefined;
  if (property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : undefined;
};

/** The value of a key, without `as const`. */
export const valueOf = (object: ObjectNode, key: string): Expression | undefined => {
  const property = object.properties.find((one) => keyOf(one) === key);
  return property?.type === 'Property' ? bare(property.value as Expression) : undefined;
};

export const textValueOf = (object: ObjectNode, key: string): string | undefined => {
  const value = valueOf(object, key);
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
};

/** Objects of a list: `{ id: 'x' }`, and of calls of it the last argument. */
export const callsIn = (
  list: ArrayNode,
): readonly { readonly callee: string; readonly first: string | undefined }[] =>
  list.elements.flatMap((element) => {
    if (element?.type !== 'CallExpression' || element.callee.type !== 'Identifier') return [];
    const [first] = element.arguments;
    const text = first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined;
    return [{ callee: element.callee.name, first: text }];
  });

export const objectsIn = (list: ArrayNode): readonly ObjectNode[] =>
  list.elements.flatMap((element) => (element?.type === 'ObjectExpression' ? [element] : []));

export interface Imported {
  readonly module: string;
  readonly typeOnly: boolean;
}

/** Name in this file → where it is from. */
export const importedNames = (source: Source): ReadonlyMap<string, Imported> =>
  new Map(
    statementsOf(source).flatMap((one) =>
      one.type === 'ImportDeclaration'
        ? one.specifiers.map((it) => {
            const typeOnly =
              one.importKind === 'type' || (it.type === 'ImportSpecifier' && it.importKind === 'type');
            return [it.local.name, { module: one.source.value, typeOnly }] as const;
          })
        : [],
    ),
  );

export const importOf = (source: Source, module: string): ImportStatement | undefined =>
  statementsOf(source).find(
    (one): one is ImportStatement =>
      one.type === 'ImportDeclaration' &&
      one.source.value === module &&
      one.importKind !== 'type' &&
      one.specifiers.every(({ type }) => type === 'ImportSpecifier'),
  );
