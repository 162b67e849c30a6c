/** A named right that a manifest declares. Roles are sets of these. */
export interface Permission {
  /** dotted: `notes.return.file` */
  readonly name: string;
  readonly label: string;
}

export const permission = (name: string, label: string): Permission => ({ name, label });

/** The four usual rights over one thing: `notes.return.read`, `.create`, `.update`, `.delete`. */
export const crud = (thing: string, label: string): readonly Permission[] => [
  permission(`${thing}.read`, `See ${label}`),
  permission(`${thing}.create`, `Add ${label}`),
  permission(`${thing}.update`, `Change ${label}`),
  permission(`${thing}.delete`, `Remove ${label}`),
];

/** Every person who is signed in to a tenant has this, and it lets them see and change only what is theirs. */
export const OWN_PROFILE = 'core.profile.own';

/** A ready-made set of permissions that a tenant's administrator can give to people. */
export interface RoleTemplate {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

/** A way to narrow a grant besides entities, such as the family of law. */
export interface GrantDimension {
  readonly name: string;
  readonly label: string;
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}
