import { provide, type ServiceDefinition } from '../plugin/service.ts';
import { entities } from '../plugin/services.ts';
import { coreDb } from './core-db.ts';

export const tenancyServices: readonly ServiceDefinition[] = [
  provide(entities, { deps: { db: coreDb }, load: () => import('./tenant-entities.ts') }),
];
