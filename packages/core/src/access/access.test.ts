import { describe, expect, test } from 'vitest';
import { Access, type Grant } from './access.ts';
import { reachSql } from './reach-sql.ts';

const grant = (
  permissions: string[],
  entities: 'all' | string[],
  dimensions: Record<string, string[]> = {},
): Grant => ({
  permissions: new Set(permissions),
  entities: entities === 'all' ? 'all' : new Set(entities),
  dimensions: Object.fromEntries(Object.entries(dimensions).map(([name, values]) => [name, new Set(values)])),
});

describe('what an actor may do', () => {
  const access = new Access([
    grant(['a.read', 'a.update'], ['e1']),
    grant(['a.read'], 'all', { family: ['x'] }),
    grant(['b.read'], []),
    grant(['c.read'], 'all', { family: [] }),
  ]);

  test.each<[string, string, Record<string, string>, boolean]>([
    ['a.read', 'e1', {}, true],
    ['a.read', 'e1', { family: 'y' }, true],
    ['a.read', 'e2', { family: 'x' }, true],
    ['a.read', 'e2', { family: 'y' }, false],
    ['a.read', 'e2', {}, false],
    ['a.update', 'e1', { family: 'y' }, true],
    ['a.update', 'e2', { family: 'x' }, false],
    ['a.delete', 'e1', {}, false],
    ['b.read', 'e1', {}, false],
    ['c.read', 'e1', { family: 'x' }, false],
  ])('%s for %s with %o: %s', (permission, entity, dimensions, expected) => {
    expect(access.covers(permission, entity, dimensions)).toBe(expected);
  });

  test('an empty scope means nothing: not even that the permission is held', () => {
    expect(access.allows('b.read')).toBe(false);
    expect(access.allows('c.read')).toBe(false);
    expect([...access.permissions].toSorted()).toEqual(['a.read', 'a.update']);
  });

  test('unlimited is every entity and no dimension', () => {
    expect(access.isUnlimited('a.read')).toBe(false);
    expect(new Access([grant(['a.read'], 'all')]).isUnlimited('a.read')).toBe(true);
    expect(Access.everything.isUnlimited('anything')).toBe(true);
    expect(Access.nothing.allows('a.read')).toBe(false);
  });
});

describe('a reach as SQL', () => {
  const columns = { entity: 'i.entity_id', family: 'i.family' };
  test.each<[string, Grant[], string, unknown[]]>([
    ['nothing', [], 'false', ['t']],
    ['an empty scope', [grant(['p'], [])], 'false', ['t']],
    ['everything', [grant(['p'], 'all'), grant(['p'], ['e1'])], 'true', ['t']],
    ['entities', [grant(['p'], ['e1', 'e2'])], '((i.entity_id = any($2::uuid[])))', ['t', ['e1', 'e2']]],
    [
      'either of two grants',
      [grant(['p'], ['e1']), grant(['p'], 'all', { family: ['x'] })],
      '((i.entity_id = any($2::uuid[])) or (i.family = any($3::text[])))',
      ['t', ['e1'], ['x']],
    ],
    [
      'entities and a dimension',
      [grant(['p'], ['e1'], { family: ['x'] })],
      '((i.entity_id = any($2::uuid[]) and i.family = any($3::text[])))',
      ['t', ['e1'], ['x']],
    ],
    ['a dimension without a column', [grant(['p'], 'all', { place: ['z'] })], 'false', ['t']],
    [
      'such a one beside entities',
      [grant(['p'], 'all', { place: ['z'] }), grant(['p'], ['e1'])],
      '((i.entity_id = any($2::uuid[])))',
      ['t', ['e1']],
    ],
  ])('%s', (_, grants, expected, expectedValues) => {
    const values: unknown[] = ['t'];
    const sql = reachSql(new Access(grants).reach('p'), columns, values);
    expect(sql).toBe(expected);
    expect(values).toEqual(expectedValues);
  });
});
