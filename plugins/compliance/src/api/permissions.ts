import { crud, permission, type GrantDimension, type RoleTemplate } from '@compliance-os/core';

export const PERMISSIONS = [
  permission('compliance.instance.read', 'See obligations'),
  permission('compliance.instance.act', 'Take steps on obligations, as far as the rights to each step go'),
  permission('compliance.instance.update', 'Prepare and submit obligations'),
  permission('compliance.instance.approve', 'Approve or return what others prepared'),
  permission('compliance.instance.file', 'Record filings and their acknowledgement'),
  permission('compliance.instance.waive', 'Waive, close as not used, reopen'),
  permission('compliance.instance.assign', 'Say who works on an obligation'),
  ...crud('compliance.registration', 'registrations and facts'),
  ...crud('compliance.subject', 'places and signatories'),
  permission('compliance.import.run', 'Import entities, registrations and facts'),
  permission('compliance.generation.run', 'Generate obligations'),
  permission('compliance.master.read', 'See masters'),
  permission('compliance.master.update', "Add the tenant's own masters"),
  permission('compliance.extension.read', 'See extensions'),
  permission('compliance.extension.apply', 'Apply and take back extensions'),
  permission('compliance.payment.read', 'See payments'),
  permission('compliance.payment.update', 'Record and allocate payments'),
  permission('compliance.report.read', 'See dashboards and reports'),
];

const reading = [
  'compliance.instance.read',
  'compliance.registration.read',
  'compliance.subject.read',
  'compliance.master.read',
  'compliance.extension.read',
  'compliance.payment.read',
  'compliance.report.read',
];
const keeping = [
  'compliance.registration.create',
  'compliance.registration.update',
  'compliance.subject.create',
  'compliance.subject.update',
  'compliance.import.run',
  'compliance.generation.run',
];

/** What everybody who works here needs of core: entities, files, and what was done to them. */
const ofCore = ['core.entity.read', 'core.person.read', 'core.evidence.read', 'core.audit.read'];

export const ROLES: readonly RoleTemplate[] = [
  {
    key: 'cfo',
    name: 'CFO',
    description: 'Sees everything, approves, waives with a reason.',
    permissions: [
      ...ofCore,
      'core.evidence.approve',
      ...reading,
      'compliance.instance.act',
      'compliance.instance.approve',
      'compliance.instance.waive',
    ],
  },
  {
    key: 'approver',
    name: 'Approver',
    description: 'Approves or returns what others prepared.',
    permissions: [
      ...ofCore,
      'core.evidence.approve',
      ...reading,
      'compliance.instance.act',
      'compliance.instance.approve',
    ],
  },
  {
    key: 'tax-lead',
    name: 'Tax lead',
    description: 'Keeps registrations, masters and extensions; prepares, files, assigns.',
    permissions: [
      ...ofCore,
      'core.entity.create',
      'core.entity.update',
      'core.evidence.create',
      ...reading,
      ...keeping,
      'compliance.registration.delete',
      'compliance.subject.delete',
      'compliance.instance.act',
      'compliance.instance.update',
      'compliance.instance.file',
      'compliance.instance.waive',
      'compliance.instance.assign',
      'compliance.master.update',
      'compliance.extension.apply',
      'compliance.payment.update',
    ],
  },
  {
    key: 'contributor',
    name: 'Contributor',
    description: 'Prepares, submits and files, records payments.',
    permissions: [
      ...ofCore,
      'core.evidence.create',
      ...reading,
      'compliance.instance.file',
      'compliance.instance.act',
      'compliance.instance.update',
      'compliance.payment.update',
    ],
  },
];

/** Grants can be narrowed to families of law; which exist is known from the plugins that are installed. */
export const FAMILY_DIMENSION: GrantDimension = { name: 'family', label: 'Body of law' };
