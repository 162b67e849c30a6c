/** What the first screens show. All of it obeys the scope of the one who looks. */
import { get, type RouteDefinition } from '@compliance-os/core';
import * as shapes from '../api/route-shapes.ts';

export const overviewRoutes: readonly RouteDefinition[] = [
  get('/dashboard', {
    ...shapes.showDashboard,
    summary: 'How things stand',
    permission: 'compliance.report.read',
    about: 'entities',
    load: () => import('./show-dashboard.ts'),
  }),
  get('/facets', {
    ...shapes.showFacets,
    summary: 'Values of each filter, with how many each would show',
    permission: 'compliance.instance.read',
    about: 'entities',
    load: () => import('./show-facets.ts'),
  }),
  get('/calendar', {
    ...shapes.showCalendar,
    summary: 'Obligations by due date',
    permission: 'compliance.instance.read',
    about: 'entities',
    load: () => import('./show-calendar.ts'),
  }),
  get('/search', {
    ...shapes.search,
    summary: 'Entities, registrations, masters and obligations by their names and numbers',
    permission: 'compliance.instance.read',
    about: 'entities',
    load: () => import('./search.ts'),
  }),
];
