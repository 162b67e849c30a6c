/** Obligations, the steps taken with them, and the money paid for them. */
import { get, patch, post, put, type RouteDefinition } from '@compliance-os/core';
import * as shapes from '../api/route-shapes.ts';

export const instanceRoutes: readonly RouteDefinition[] = [
  get('/instances', {
    ...shapes.listInstances,
    summary: 'Obligations',
    permission: 'compliance.instance.read',
    about: 'entities',
    load: () => import('./list-instances.ts'),
  }),
  get('/instances/:id', {
    ...shapes.showInstance,
    summary: 'An obligation with its dates, reasons, filings and next steps',
    permission: 'compliance.instance.read',
    about: 'entities',
    load: () => import('./show-instance.ts'),
  }),
  post('/instances/:id/commands', {
    ...shapes.commandInstance,
    summary: 'Takes a step with an obligation',
    permission: 'compliance.instance.act',
    about: 'entities',
    load: () => import('./command-instance.ts'),
  }),
  post('/instances/commands', {
    ...shapes.commandInstances,
    summary: 'Takes one step with many obligations; each is told for itself',
    permission: 'compliance.instance.act',
    about: 'entities',
    load: () => import('./command-instances.ts'),
  }),
  post('/instances/assignments', {
    ...shapes.assignInstances,
    summary: 'Says who works on obligations',
    permission: 'compliance.instance.assign',
    about: 'entities',
    load: () => import('./assign-instances.ts'),
  }),
  patch('/submissions/:id', {
    ...shapes.changeSubmission,
    summary: 'Records what the portal made of a filing',
    permission: 'compliance.instance.file',
    about: 'entities',
    act: 'compliance.submission.change',
    load: () => import('./change-submission.ts'),
  }),
  get('/payments', {
    ...shapes.listPayments,
    summary: 'Challans',
    permission: 'compliance.payment.read',
    about: 'entities',
    load: () => import('./list-payments.ts'),
  }),
  post('/payments', {
    ...shapes.addPayment,
    summary: 'Records a challan and what it is for',
    permission: 'compliance.payment.update',
    about: 'entities',
    status: 201,
    load: () => import('./add-payment.ts'),
  }),
  put('/payments/:id/allocations', {
    ...shapes.allocatePayment,
    summary: 'Says what a challan is for',
    permission: 'compliance.payment.update',
    about: 'entities',
    load: () => import('./allocate-payment.ts'),
  }),
];
