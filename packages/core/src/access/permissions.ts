import { permission, type Permission } from '../plugin/permission.ts';

/** Permissions of the people of a tenant that core declares. */
const TENANT_PERMISSIONS: readonly Permission[] = [
  permission('core.entity.read', 'See entities'),
  permission('core.entity.create', 'Add entities'),
  permission('core.entity.update', 'Change entities'),
  permission('core.person.read', 'See people and what they may do'),
  permission('core.person.invite', 'Invite people'),
  permission('core.person.update', 'Give and take roles, disable and enable people'),
  permission('core.role.read', 'See roles and permissions'),
  permission('core.role.update', "Change the tenant's own roles"),
  permission('core.plugin.read', 'See plugins'),
  permission('core.plugin.update', 'Switch plugins on and off and change their settings'),
  permission('core.plugin.export', 'Download everything that a plugin keeps'),
  permission('core.audit.read', 'See the audit log'),
  permission('core.evidence.read', 'See and download evidence'),
  permission('core.evidence.create', 'Upload evidence'),
  permission('core.evidence.approve', 'Approve evidence'),
  permission('core.job.read', 'See jobs that failed'),
  permission('core.job.update', 'Retry or discard jobs that failed'),
  permission('core.tenant.update', "Change the tenant's settings"),
  permission('core.mail.read', 'See mails that the portal sent'),
];

/** Permissions of those who run the portal. No role of a tenant can hold one. */
const OPERATOR_PERMISSIONS: readonly Permission[] = [
  permission('operator.tenant.read', 'See tenants'),
  permission('operator.tenant.create', 'Create tenants'),
  permission('operator.tenant.update', 'Change and suspend tenants'),
  permission('operator.plugin.read', 'See all plugins'),
  permission('operator.plugin.update', 'Allow plugins to tenants'),
  permission('operator.plugin.purge', 'Purge what a plugin keeps of a tenant'),
  permission('operator.mail.read', 'See mails that no tenant can look after'),
  permission('operator.log.read', 'See the system log'),
];

export const CORE_PERMISSIONS: readonly Permission[] = [...TENANT_PERMISSIONS, ...OPERATOR_PERMISSIONS];

export const isOperatorPermission = (name: string): boolean => name.startsWith('operator.');
