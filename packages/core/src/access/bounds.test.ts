import fc from 'fast-check';
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

test('whatever a grant within bounds covers, the grantor covers too', () => {
  const some = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: values.length });
  const anyGrant = fc
    .record({
      permissions: some(['p', 'q']),
      entities: fc.oneof(fc.constant('all' as const), some(['e1', 'e2', 'e3'])),
      dimensions: fc.dictionary(fc.constantFrom('family', 'place'), some(['x', 'y'])),
    })
    .map(({ permissions, entities, dimensions }) => grant(permissions, entities, dimensions));
  const values = ['x', 'y', 'z'];
  const things = ['p', 'q'].flatMap((permission) =>
    ['e1', 'e2', 'e3', 'e4'].flatMap((entity) =>
      values.flatMap((family) => values.map((place) => [permission, entity, { family, place }] as const)),
    ),
  );
  const checked = fc.check(
    fc.property(fc.array(anyGrant, { maxLength: 4 }), anyGrant, (own, given) => {
      const giver = new Access(own);
      fc.pre(beyond(giver, given).length === 0);
      const taker = new Access([given]);
      return things.every((thing) => !taker.covers(...thing) || giver.covers(...thing));
    }),
    { numRuns: 500 },
  );
  expect(checked.counterexample).toBeNull();
});
