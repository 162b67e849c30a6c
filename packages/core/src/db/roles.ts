/** Core's own roles. None can sign in; the login role may become any but the sealer. */
export const ROLES = {
  /** all plugin roles belong to it: what plugins may read of core is granted here */
  plugins: 'cos_plugins',
  identity: 'cos_identity',
  system: 'cos_system',
  /** exports and deletes what a plugin keeps of one tenant */
  purge: 'cos_purge',
  sealer: 'cos_sealer',
} as const;

/**
 * Ids that no plugin may have, since the role or the schema named after it is somebody else's: with the id
 * `identity` a plugin would be in the role that reads passwords.
 */
export const RESERVED_IDS: ReadonlySet<string> = new Set(
  (
    'plugins identity system purge sealer reporting backup owner login login-bypass ' +
    'public bullmq information-schema'
  ).split(' '),
);

/** The role that a plugin's statements run in; core's tenant statements run in `cos_core`. */
export const pluginRole = (plugin: string): string => {
  if (RESERVED_IDS.has(plugin)) throw new Error(`plugin "${plugin}": id: expected one that is not reserved`);
  return `cos_${plugin.replaceAll('-', '_')}`;
};

/** The schema that a plugin's tables live in. */
export const pluginSchema = (plugin: string): string => plugin.replaceAll('-', '_');

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;

/** Identifiers that become part of a statement come from manifests and migrations; they are checked all the same. */
export const identifier = (name: string): string => {
  if (!IDENTIFIER.test(name)) {
    throw new Error(
      `database identifier: expected lower-case letters, digits and underscores, received "${name}"`,
    );
  }
  return name;
};

/** Makes one role a member of another, once: the members of a role are the whole server's, too. */
export const grantRole = (role: string, member: string): string => `
  do $$ begin
    if not exists (
      select 1 from pg_auth_members
      where roleid = '${identifier(role)}'::regrole and member = '${identifier(member)}'::regrole
    ) then
      grant ${role} to ${member};
    end if;
  exception when unique_violation then null;
  end $$`;

export const revokeRole = (role: string, member: string): string => `
  do $$ begin
    if exists (
      select 1 from pg_auth_members
      where roleid = '${identifier(role)}'::regrole and member = '${identifier(member)}'::regrole
    ) then
      revoke ${role} from ${member};
    end if;
  end $$`;

/** Roles belong to the whole server: two databases may create them at once, which is fine. */
export const createRole = (role: string): string => `
  do $$ begin
    create role ${identifier(role)} nologin nobypassrls;
  exception when duplicate_object or unique_violation then null;
  end $$`;
