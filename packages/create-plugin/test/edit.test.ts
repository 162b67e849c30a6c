import { describe, expect, it } from 'vitest';
import { append, appendToList, importName } from '../src/add/edit.ts';
import { declaredList, exportedObject, type Source } from '../src/add/syntax.ts';

const source = (text: string): Source => ({ file: 'x.ts', text });
const lists: readonly (readonly [what: string, before: string, item: string, after: string])[] = [
  ['an empty list', 'const list = [];', 'b', 'const list = [\n  b,\n];'],
  ['a list in a line', 'const list = [a];', 'b', 'const list = [a, b];'],
  [
    'a list with types',
    'const list: readonly A[] = [a] as const;',
    'b',
    'const list: readonly A[] = [a, b] as const;',
  ],
  ['a list by lines', 'const list = [\n  a,\n];', 'b', 'const list = [\n  a,\n  b,\n];'],
  ['a list without a comma at its end', 'const list = [\n  a\n];', 'b', 'const list = [\n  a,\n  b,\n];'],
  [
    'a list with a remark',
    'const list = [\n  a, // the first\n];',
    'b',
    'const list = [\n  a, // the first\n  b,\n];',
  ],
  [
    'a list with a remark without a comma',
    'const list = [\n  a // the first\n];',
    'b',
    'const list = [\n  a, // the first\n  b,\n];',
  ],
  [
    'an item of several lines',
    '  const list = [\n    a,\n  ];',
    'f({\n  x,\n})',
    '  const list = [\n    a,\n    f({\n      x,\n    }),\n  ];',
  ],
  ['brackets in texts', `const list = [']', "हिन्दी [,"];`, 'b', `const list = [']', "हिन्दी [,", b];`],
];

describe('a list takes an item behind its last', () => {
  it.each(lists)('%s', (_what, before, item, after) => {
    const given = source(before);
    expect(append(given, declaredList(given, 'list'), item).text).toBe(after);
  });

  it('by lines, where a line would grow too long', () => {
    const long = 'x'.repeat(60);
    const given = source(`const list = [${long}];`);
    const { text } = append(given, declaredList(given, 'list'), 'y'.repeat(60));
    expect(text).toBe(`const list = [\n  ${long},\n  ${'y'.repeat(60)},\n];`);
  });
});

describe('a key of an object takes an item', () => {
  const withB = (text: string): string =>
    appendToList(source(text), (it) => exportedObject(it, 'f'), 'list', 'b').text;

  it.each([
    ['into its list', 'export default f({ list: [a] });', 'export default f({ list: [a, b] });'],
    [
      'beside what an expression gives',
      'export default f({ list: c() });',
      'export default f({ list: [...c(), b] });',
    ],
    ['which it did not have', 'export default f({ x });', 'export default f({ x, list: [b] });'],
    ['in quotes', `export default f({ 'list': [a] });`, `export default f({ 'list': [a, b] });`],
  ])('%s', (_what, before, after) => expect(withB(before)).toBe(after));

  it('and is refused where there is no such object', () => {
    expect(() => withB('export default g({ list: [a] });')).toThrow(
      'x.ts: expected "export default f({ … })", found none',
    );
    expect(() => withB('export default f({ list: [a }')).toThrow('x.ts: expected TypeScript');
  });
});

describe('an import', () => {
  it.each([
    ['joins the others of its module', `import { a, c } from 'm';`, `import { a, b, c } from 'm';`],
    [
      'follows the last',
      `import { x } from 'n';\nx();`,
      `import { x } from 'n';\nimport { b } from 'm';\nx();`,
    ],
    ['is the first', 'x();', `import { b } from 'm';\n\nx();`],
    ['is there already', `import { b } from 'm';`, `import { b } from 'm';`],
    [
      'stands beside types',
      `import type { T } from 'm';`,
      `import type { T } from 'm';\nimport { b } from 'm';`,
    ],
  ])('%s', (_what, before, after) => expect(importName(source(before), 'b', 'm').text).toBe(after));

  it.each([
    [`import { b } from 'n';`, 'expected the name "b" to be free, found it imported from "n"'],
    [`import type { b } from 'm';`, 'expected the name "b" to be free, found it imported as a type from "m"'],
  ])('of a name that is taken is refused: %s', (before, message) =>
    expect(() => importName(source(before), 'b', 'm')).toThrow(message),
  );
});
