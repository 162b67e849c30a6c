import { newId } from '../../db/id.ts';
import { notFound } from '../../http/problem.ts';
import { entities, type Entities, type Entity } from '../../plugin/services.ts';
import { identifierTaken } from '../../tenancy/problems.ts';
import { testService } from './test-service.ts';
import { writing } from './writing.ts';

const inOrder = (one: Entity, other: Entity): number =>
  one.name === other.name ? (one.id < other.id ? -1 : 1) : one.name < other.name ? -1 : 1;

/** Entities of each tenant in memory. @param given those that are there, by the id of their tenant */
const fake = (given: Readonly<Record<string, readonly Entity[]>> = {}): Entities => {
  const kept = new Map(Object.entries(given).map(([tenant, list]) => [tenant, [...list]]));
  const of = (tenant: string): Entity[] => {
    const list = kept.get(tenant) ?? [];
    kept.set(tenant, list);
    return list;
  };
  return {
    list: async ({ tenant }) => of(tenant).toSorted(inOrder),
    get: async ({ tenant }, id) => of(tenant).find((entity) => entity.id === id),
    create: async (ctx, fields) => {
      writing(ctx, 'entities.create');
      const taken = of(ctx.tenant).some(({ pan }) => pan !== null && pan === fields.pan);
      if (taken) throw identifierTaken();
      const entity: Entity = { ...fields, id: newId(), status: 'active' };
      of(ctx.tenant).push(entity);
      return entity;
    },
    update: async (ctx, id, change) => {
      writing(ctx, 'entities.update');
      const list = of(ctx.tenant);
      const index = list.findIndex((entity) => entity.id === id);
      if (index < 0) throw notFound('entity');
      const stated = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return (list[index] = { ...list[index]!, ...stated });
    },
  };
};

export const testEntities = testService(entities, fake);
