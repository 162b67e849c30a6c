/** Every route of the plugin: who may call it, what it takes and gives. Handlers are loaded when first called. */
import type { RouteDefinition } from '@compliance-os/core';
import { instanceRoutes } from './instances.ts';
import { lawRoutes } from './law.ts';
import { overviewRoutes } from './overview.ts';
import { subjectRoutes } from './subjects.ts';

export const ROUTES: readonly RouteDefinition[] = [
  ...subjectRoutes,
  ...lawRoutes,
  ...instanceRoutes,
  ...overviewRoutes,
];
