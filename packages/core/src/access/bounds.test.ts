import { expect, test } from 'vitest';
import { Access } from './access.ts';
import { beyond } from './bounds.ts';
import { grantOf } from './resolve-access.ts';

type Scope = 'all' | string[];
const grant = (permissions: string[], entities: Scope, dimensions: Record<string, string[]> = {}) =>
  grantOf(
    {
      allEntities: entities === 'all',
      entities: entities === 'all' ? [] : entities,
      dimensions,
      validFrom: null,
      validTo: null,
    },
    permissions,
  );

const grantor = new Access([
  grant(['a.read', 'a.file'], 'all', { family: ['x', 'y'] }),
  grant(['a.read'], ['e1', 'e2']),
  grant(['b.read'], 'all'),
]);

test.each<[string, string[], Scope, Record<string, string[]>, string[]]>([
  ['what the grantor has, unlimited', ['b.read'], 'all', {}, []],
  ['the same, narrowed', ['b.read'], ['e9'], { family: ['x'] }, []],
  ['a permission the grantor lacks', ['b.read', 'b.update'], 'all', {}, ['b.update']],
  ['more entities than the grantor has', ['a.read'], ['e1', 'e3'], {}, ['a.read']],
  ['every entity where the grantor has two', ['a.read'], 'all', {}, ['a.read']],
  ['within one of two grants', ['a.read'], ['e1'], {}, []],
  ['entities of two grants together', ['a.read'], ['e1', 'e7'], { family: ['x'] }, []],
  ['the same values of a dimension', ['a.file'], 'all', { family: ['x', 'y'] }, []],
  ['fewer values', ['a.file'], 'all', { family: ['y'] }, []],
  ['a value more', ['a.file'], 'all', { family: ['y', 'z'] }, ['a.file']],
  ['no limit where the grantor has one', ['a.file'], 'all', {}, ['a.file']],
  ['a limit of its own beside', ['a.file'], 'all', { family: ['x'], place: ['p'] }, []],
])('%s', (_, permissions, entities, dimensions, expected) => {
  expect(beyond(grantor, grant(permissions, entities, dimensions))).toEqual(expected);
});
