/** Masters, what applies and why, generation, and the notifications that move dates. */
import { get, post, type RouteDefinition } from '@compliance-os/core';
import * as shapes from '../api/route-shapes.ts';

export const lawRoutes: readonly RouteDefinition[] = [
  get('/masters', {
    ...shapes.listMasters,
    summary: 'Masters in force for the tenant',
    permission: 'compliance.master.read',
    about: 'entities',
    load: () => import('./list-masters.ts'),
  }),
  get('/masters/:code', {
    ...shapes.showMaster,
    summary: 'A master, in words and as data',
    permission: 'compliance.master.read',
    about: 'entities',
    load: () => import('./show-master.ts'),
  }),
  post('/masters', {
    ...shapes.addMaster,
    summary: "Adds a master of the tenant's own, or a version of one",
    permission: 'compliance.master.update',
    about: 'tenant',
    status: 201,
    load: () => import('./add-master.ts'),
  }),
  get('/applicability', {
    ...shapes.showApplicability,
    summary: 'Which masters apply to a subject, and why',
    permission: 'compliance.registration.read',
    about: 'entities',
    load: () => import('./show-applicability.ts'),
  }),
  post('/generation/preview', {
    ...shapes.previewGeneration,
    summary: 'Which obligations generation would make',
    permission: 'compliance.generation.run',
    about: 'entities',
    safe: true,
    load: () => import('./preview-generation.ts'),
  }),
  post('/generation/run', {
    ...shapes.runGeneration,
    summary: 'Makes the obligations that are not there yet',
    permission: 'compliance.generation.run',
    about: 'entities',
    load: () => import('./run-generation.ts'),
  }),
  get('/notifications', {
    ...shapes.listNotifications,
    summary: 'Notifications that the plugins know, and which are in force',
    permission: 'compliance.extension.read',
    about: 'entities',
    load: () => import('./list-notifications.ts'),
  }),
  get('/extensions', {
    ...shapes.listExtensions,
    summary: 'Notifications that were put in force',
    permission: 'compliance.extension.read',
    about: 'entities',
    load: () => import('./list-extensions.ts'),
  }),
  post('/extensions/preview', {
    ...shapes.previewExtension,
    summary: 'What a notification would move',
    permission: 'compliance.extension.apply',
    about: 'entities',
    safe: true,
    load: () => import('./preview-extension.ts'),
  }),
  post('/extensions/apply', {
    ...shapes.applyExtension,
    summary: 'Puts a notification in force: open obligations move, filed ones keep their date',
    permission: 'compliance.extension.apply',
    about: 'tenant',
    status: 201,
    load: () => import('./apply-extension.ts'),
  }),
  post('/extensions/:id/reverse', {
    ...shapes.reverseExtension,
    summary: 'Takes a notification back',
    permission: 'compliance.extension.apply',
    about: 'tenant',
    act: 'compliance.extension.reverse',
    load: () => import('./reverse-extension.ts'),
  }),
];
