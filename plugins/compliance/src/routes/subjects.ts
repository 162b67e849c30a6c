/** Registrations, facts, places, persons, and how they come in. */
import { del, get, patch, post, put, type RouteDefinition } from '@compliance-os/core';
import * as shapes from '../api/route-shapes.ts';

export const subjectRoutes: readonly RouteDefinition[] = [
  get('/registration-types', {
    ...shapes.listRegistrationTypes,
    summary: 'Kinds of registration that the plugins bring',
    permission: 'compliance.registration.read',
    load: () => import('./list-registration-types.ts'),
  }),
  get('/registrations', {
    ...shapes.listRegistrations,
    summary: 'Registrations with their facts',
    permission: 'compliance.registration.read',
    load: () => import('./list-registrations.ts'),
  }),
  get('/registrations/:id', {
    ...shapes.showRegistration,
    summary: 'A registration',
    permission: 'compliance.registration.read',
    load: () => import('./show-registration.ts'),
  }),
  post('/registrations', {
    ...shapes.addRegistration,
    summary: 'Adds a registration; its number is checked by the plugin of its law',
    permission: 'compliance.registration.create',
    status: 201,
    load: () => import('./add-registration.ts'),
  }),
  patch('/registrations/:id', {
    ...shapes.changeRegistration,
    summary: 'Changes the days of a registration; a last day is its cancellation',
    permission: 'compliance.registration.update',
    load: () => import('./change-registration.ts'),
  }),
  del('/registrations/:id', {
    ...shapes.removeRegistration,
    summary: 'Removes a registration that no obligation hangs on',
    permission: 'compliance.registration.delete',
    load: () => import('./remove-registration.ts'),
  }),
  get('/facts', {
    ...shapes.listFacts,
    summary: 'Dated facts about a subject',
    permission: 'compliance.registration.read',
    load: () => import('./list-facts.ts'),
  }),
  post('/facts', {
    ...shapes.addFact,
    summary: 'Records a fact; a value of null records that it is not known',
    permission: 'compliance.registration.update',
    status: 201,
    act: 'compliance.fact.add',
    load: () => import('./add-fact.ts'),
  }),
  patch('/facts/:id', {
    ...shapes.changeFact,
    summary: 'Ends a fact, or takes its end away',
    permission: 'compliance.registration.update',
    act: 'compliance.fact.change',
    load: () => import('./change-fact.ts'),
  }),
  del('/facts/:id', {
    ...shapes.removeFact,
    summary: 'Removes a fact that was recorded by mistake',
    permission: 'compliance.registration.delete',
    act: 'compliance.fact.remove',
    load: () => import('./remove-fact.ts'),
  }),
  put('/onboarding', {
    ...shapes.setOnboarding,
    summary: 'Says since when a subject is kept here; what fell due before is recorded as filed, unverified',
    permission: 'compliance.registration.update',
    act: 'compliance.onboarding.set',
    load: () => import('./set-onboarding.ts'),
  }),
  post('/import/preview', {
    ...shapes.previewImport,
    summary: 'What a file would create and change, and what is wrong with it',
    permission: 'compliance.import.run',
    safe: true,
    load: () => import('./import-preview.ts'),
  }),
  post('/import/commit', {
    ...shapes.commitImport,
    summary: 'Imports a previewed file: all of it, or none',
    permission: 'compliance.import.run',
    load: () => import('./import-commit.ts'),
  }),
  get('/places', {
    ...shapes.listPlaces,
    summary: 'Places of entities',
    permission: 'compliance.subject.read',
    load: () => import('./list-places.ts'),
  }),
  post('/places', {
    ...shapes.addPlace,
    summary: 'Adds a place',
    permission: 'compliance.subject.create',
    status: 201,
    load: () => import('./add-place.ts'),
  }),
  patch('/places/:id', {
    ...shapes.changePlace,
    summary: 'Changes a place',
    permission: 'compliance.subject.update',
    load: () => import('./change-place.ts'),
  }),
  get('/persons', {
    ...shapes.listPersons,
    summary: 'Signatories, with their signatures',
    permission: 'compliance.subject.read',
    load: () => import('./list-persons.ts'),
  }),
  post('/persons', {
    ...shapes.addPerson,
    summary: 'Adds a signatory',
    permission: 'compliance.subject.create',
    status: 201,
    load: () => import('./add-person.ts'),
  }),
  patch('/persons/:id', {
    ...shapes.changePerson,
    summary: 'Changes a signatory',
    permission: 'compliance.subject.update',
    load: () => import('./change-person.ts'),
  }),
];
