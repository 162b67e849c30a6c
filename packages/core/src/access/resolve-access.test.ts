import { describe, expect, test } from 'vitest';
import { OWN_PROFILE, permission } from '../plugin/permission.ts';
import type { AccessCatalogue } from './catalogue.ts';
import { AUDITOR, operatorPermissions, readyMadeRoles, TENANT_ADMINISTRATOR } from './built-in-roles.ts';
import { CORE_PERMISSIONS } from './permissions.ts';
import { isInForce, resolveAccess, type StoredGrant } from './resolve-access.ts';

const catalogue: AccessCatalogue = {
  permissions: () => [
    ...CORE_PERMISSIONS,
    permission('a.return.read', 'See'),
    permission('a.return.approve', 'Approve'),
  ],
  roles: () => [
    {
      key: 'lead',
      name: 'Lead',
      description: '',
      permissions: ['a.return.read', 'gone.thing.read', 'operator.log.read'],
      plugin: 'a',
    },
  ],
  dimensions: () => [],
  pluginOf: (name) => name.split('.')[0],
};
const roles = readyMadeRoles(catalogue);
const permissionsOf = (id: string): readonly string[] =>
  roles.find((role) => role.id === id)?.permissions ?? [];

describe('ready-made roles', () => {
  test('the administrator has exactly what manifests declare for tenants', () => {
    expect(permissionsOf(TENANT_ADMINISTRATOR)).toContain('a.return.approve');
    expect(permissionsOf(TENANT_ADMINISTRATOR)).toContain('core.person.invite');
    expect(permissionsOf(TENANT_ADMINISTRATOR).filter((name) => name.startsWith('operator.'))).toEqual([]);
  });

  test('the auditor reads everything and changes nothing', () => {
    expect(permissionsOf(AUDITOR)).toContain('a.return.read');
    expect(
      permissionsOf(AUDITOR).every((name) => name.endsWith('.read') && !name.startsWith('operator.')),
    ).toBe(true);
  });

  test("a plugin's role holds no permission that nobody declares, and none of operators", () => {
    expect(permissionsOf('lead')).toEqual(['a.return.read']);
  });

  test('operators hold operator permissions and nothing of tenants', () => {
    expect([...operatorPermissions(catalogue)].every((name) => name.startsWith('operator.'))).toBe(true);
    expect(operatorPermissions(catalogue).size).toBe(8);
  });
});

const stored = (over: Partial<StoredGrant> = {}): StoredGrant => ({
  role: 'lead',
  allEntities: true,
  entities: [],
  dimensions: {},
  validFrom: null,
  validTo: null,
  ...over,
});
const resolve = (...grants: StoredGrant[]) =>
  resolveAccess(grants, (id) => roles.find((role) => role.id === id)?.permissions, '2026-06-15');

describe('what grants come to', () => {
  test.each<[string | null, string | null, boolean]>([
    [null, null, true],
    ['2026-06-15', '2026-06-15', true],
    ['2026-06-16', null, false],
    [null, '2026-06-14', false],
  ])('from %s to %s on 15 June 2026: %s', (validFrom, validTo, expected) => {
    expect(isInForce({ validFrom, validTo }, '2026-06-15')).toBe(expected);
    expect(resolve(stored({ validFrom, validTo })).access.allows('a.return.read')).toBe(expected);
  });

  test('a member without grants has their own profile and nothing else', () => {
    const { access, roles: held } = resolve();
    expect([...access.permissions]).toEqual([OWN_PROFILE]);
    expect(held).toEqual([]);
  });

  test('an empty scope means nothing', () => {
    expect(resolve(stored({ allEntities: false })).access.allows('a.return.read')).toBe(false);
  });

  test('a role that nobody knows any more gives nothing', () => {
    expect(resolve(stored({ role: 'gone' })).access.permissions.size).toBe(1);
  });

  test('each role is named once, sorted', () => {
    expect(resolve(stored(), stored({ entities: ['e1'] }), stored({ role: AUDITOR })).roles).toEqual([
      AUDITOR,
      'lead',
    ]);
  });
});
