import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ADMIN_A, ADMIN_B, grant, startPortal, type TestPortal } from '../identity/test/portal.ts';
import type { Visitor } from '../identity/test/visitor.ts';
import { entities } from '../plugin/services.ts';

interface Entity {
  readonly id: string;
  readonly name: string;
  readonly pan: string | null;
}
interface List {
  readonly items: Entity[];
  readonly pageInfo: { nextCursor: string | null };
  readonly total?: number;
}

let portal: TestPortal;
let admin: Visitor;
const ids: Record<string, string> = {};

const add = (who: Visitor, name: string, more: object = {}) =>
  who.post<Entity>('/v1/entities', { name, legalName: `${name} Private Limited`, kind: 'company', ...more });

beforeAll(async () => {
  portal = await startPortal(inject('postgresUrl'));
  admin = await portal.signedIn(ADMIN_A);
  for (const name of ['Alpha', 'Beta', 'Gamma']) ids[name] = (await add(admin, name)).body.id;
});
afterAll(() => portal.stop());

describe('an entity', () => {
  test('keeps its identifiers in capitals, and an empty one is none', async () => {
    const { status, body } = await add(admin, 'Delta', { pan: ' aaacd1234e ', cin: '', state: 'Kerala' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      pan: 'AAACD1234E',
      cin: null,
      llpin: null,
      state: 'Kerala',
      status: 'active',
    });
    expect((await admin.get(`/v1/entities/${body.id}`)).body).toEqual(body);
  });

  test('shares no identifier with another of the tenant; another tenant may have the same', async () => {
    await add(admin, 'One', { pan: 'AAACO1111E' });
    const two = await add(admin, 'Two', { pan: 'AAACT2222E' });
    expect(await add(admin, 'Copy', { pan: 'aaaco1111e' })).toMatchObject({
      body: { code: 'IDENTIFIER_TAKEN' },
    });
    const changed = await admin.call('PATCH', `/v1/entities/${two.body.id}`, { pan: 'AAACO1111E' });
    expect(changed).toMatchObject({ body: { code: 'IDENTIFIER_TAKEN' } });
    expect((await add(await portal.signedIn(ADMIN_B), 'Elsewhere', { pan: 'AAACO1111E' })).status).toBe(201);
  });

  test('changes in what is sent and in nothing else', async () => {
    const { body } = await add(admin, 'Epsilon', { pan: 'AAACE5555E', state: 'Goa' });
    const changed = await admin.call<Entity>('PATCH', `/v1/entities/${body.id}`, {
      name: 'Epsilon Two',
      state: null,
    });
    expect(changed).toMatchObject({ status: 200, body: { ...body, name: 'Epsilon Two', state: null } });
    expect((await admin.call('PATCH', `/v1/entities/${body.id}`, { status: 'closed' })).body).toMatchObject({
      pan: 'AAACE5555E',
      status: 'closed',
    });
  });

  test('that does not fit is refused with the place of each fault', async () => {
    const answer = await admin.post<{ errors: { path: string }[] }>('/v1/entities', {
      name: ' ',
      legalName: 'X',
      kind: 'castle',
      pan: 'a;b',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }) => path).toSorted()).toEqual(['kind', 'name', 'pan']);
  });
});

describe('who reaches some entities only', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    const role = await admin.post<{ id: string }>('/v1/roles', {
      name: 'Keeper',
      permissions: ['core.entity.read', 'core.entity.create', 'core.entity.update'],
    });
    const viewer = await admin.post<{ id: string }>('/v1/roles', {
      name: 'Viewer',
      permissions: ['core.entity.read'],
    });
    await portal.person('keeper@example.in', {
      a: [
        grant(role.body.id, { allEntities: false, entities: [ids['Alpha']!] }),
        grant(viewer.body.id, { allEntities: false, entities: [ids['Beta']!] }),
      ],
    });
    visitor = await portal.signedIn('keeper@example.in');
  });

  test('sees these, in lists, counts and searches', async () => {
    const { body } = await visitor.get<List>('/v1/entities?total=true');
    expect(body.items.map(({ name }) => name)).toEqual(['Alpha', 'Beta']);
    expect(body.total).toBe(2);
    expect((await visitor.get<List>('/v1/entities?q=gamma')).body.items).toEqual([]);
  });

  test('finds the others absent', async () => {
    expect((await visitor.get(`/v1/entities/${ids['Alpha']}`)).status).toBe(200);
    expect((await visitor.get(`/v1/entities/${ids['Gamma']}`)).status).toBe(404);
    expect((await visitor.call('PATCH', `/v1/entities/${ids['Gamma']}`, { name: 'X' })).status).toBe(404);
  });

  test('changes where the permission reaches, and cannot add one', async () => {
    expect((await visitor.call('PATCH', `/v1/entities/${ids['Alpha']}`, { name: 'Alpha' })).status).toBe(200);
    expect((await visitor.call('PATCH', `/v1/entities/${ids['Beta']}`, { name: 'X' })).status).toBe(403);
    expect((await add(visitor, 'New')).status).toBe(403);
  });
});

describe('the service that plugins use', () => {
  test("reads and writes the entities of the context's tenant", async () => {
    const { service } = await portal.host.host.services.resolve('core', { service: entities });
    const [a, b] = [portal.host.context('a', 'test.entities'), portal.host.context('b', 'test.entities')];
    const blank = { legalName: 'Zeta LLP', kind: 'llp', pan: null, cin: null, llpin: null, state: null };
    const made = await service.create(a, { name: 'Zeta', ...blank });
    expect(await service.get(a, made.id)).toEqual(made);
    expect(await service.get(b, made.id)).toBeUndefined();
    expect((await service.list(b)).map(({ id }) => id)).not.toContain(made.id);
    await expect(service.update(b, made.id, { name: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await service.update(a, made.id, { name: 'Zeta Two' })).toEqual({ ...made, name: 'Zeta Two' });
  });
});
