import type { EntitySummary, EvidenceSummary } from '@compliance-os/ui';

/** Records of the core, as its API gives them. Moments are ISO; dates are IST calendar dates. */

export interface Entity extends EntitySummary {
  readonly legalName: string;
  readonly kind: 'company' | 'llp' | 'firm' | 'proprietor' | 'trust' | 'other';
  readonly cin: string | null;
  readonly llpin: string | null;
}

export interface Grant {
  readonly id: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly entities: 'all' | readonly string[];
  /** Grant dimensions of plugins, by name: `family: ['gst']`. One that is absent does not limit. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  readonly validFrom: string | null;
  /** Last day, inclusive. */
  readonly validTo: string | null;
  readonly inForce: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly grants: readonly Grant[];
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

export interface Role {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  /** It can only be given until a date. */
  readonly dated: boolean;
  readonly permissions: readonly string[];
}

export interface Permission {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly plugin: string;
}

export interface GrantDimension {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string }[] | null;
}

export type TenantPluginState = 'enabled' | 'disabled' | 'archived' | 'purged';
export type PluginTransition = 'enable' | 'disable' | 'archive' | 'restore' | 'purge';

export interface Health {
  readonly state: 'ready' | 'quarantined';
  readonly reason?: string;
}

export interface TenantPlugin {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly state: TenantPluginState;
  /** Whether the operator lets this tenant switch it on. */
  readonly allowed: boolean;
  /** Plugin → range of versions. */
  readonly requires: Readonly<Record<string, string>>;
  readonly dependants: readonly string[];
  readonly configSchema: JsonSchema | null;
  readonly config: Readonly<Record<string, unknown>> | null;
  readonly health: Health;
  /** How a purge that was asked for stands. */
  readonly purge: { readonly state: 'waiting' | 'running' | 'failed'; readonly reason: string | null } | null;
}

/** The part of JSON Schema that a settings form is drawn from. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly (string | number | null)[];
  readonly const?: string | number | boolean | null;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** A secret that a plugin asks for: whether there is a value, never the value. */
export interface PluginSecret {
  readonly name: string;
  readonly isSet: boolean;
  readonly changedAt: string | null;
}

/** What a transition would change, before it happens. */
export interface PluginPreview {
  readonly plugin: string;
  readonly name: string;
  readonly transition: PluginTransition;
  readonly from: TenantPluginState;
  readonly to: TenantPluginState;
  /** All that stands against it. */
  readonly refusals: readonly { readonly code: string; readonly detail: string }[];
  readonly effect: 'appears' | 'goes' | 'stays-off';
  readonly dependants: readonly string[];
  readonly data: {
    readonly rows: number;
    readonly bytes: number;
    readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
  };
  readonly retention: {
    readonly years: number;
    readonly lastWritten: string | null;
    readonly until: string | null;
  };
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly permission: string | null;
  }[];
  readonly permissions: readonly string[];
  readonly roles: readonly string[];
  readonly jobs: readonly string[];
  readonly slots: readonly string[];
  /** Extension point → what it contributes there. */
  readonly contributions: Readonly<Record<string, readonly string[]>>;
  /** Plugins that have to be on first. */
  readonly missing: readonly string[];
}

/** A copy of everything that a plugin keeps, to download. */
export interface PluginExport {
  readonly id: string;
  readonly state: 'being-made' | 'ready' | 'failed' | 'expired';
  readonly requestedBy: { readonly name: string };
  readonly requestedAt: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly rows: number | null;
}

/** What stands in place of data that was purged. */
export interface PluginTombstone {
  readonly id: string;
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string };
  readonly plugin: string;
  readonly name: string;
  readonly version: string;
  readonly purgedAt: string;
  readonly purgedBy: { readonly name: string };
  readonly rows: number;
  readonly retention: string;
  readonly export: { readonly sha256: string; readonly bytes: number };
}

/** What became of a plugin of a set, or would. */
export interface PluginOutcome {
  readonly plugin: string;
  readonly name: string;
  readonly outcome: 'changed' | 'unchanged' | 'refused';
  readonly detail: string | null;
}

/** Plugins that are switched on at once, and what that would change. */
export interface PluginBundle {
  readonly id: string;
  readonly name: string;
  readonly plugins: readonly PluginOutcome[];
}

/** Column → value, as the log keeps it: every value is text. */
export type RowImage = Readonly<Record<string, string | null>>;

export interface AuditRecord {
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly onBehalfOf?: string;
  };
  readonly act: {
    readonly id: string;
    readonly name: string;
    readonly plugin: string;
    /** `http`, `job`, …: how it came. */
    readonly via: string;
    readonly address?: string;
  };
  /** `schema.table`; null for an act without a row. */
  readonly relation: string | null;
  readonly verb: 'insert' | 'update' | 'delete' | 'batch' | 'act';
  readonly rowId: string | null;
  readonly before: RowImage | null;
  readonly after: RowImage | null;
  /** Rows that one bulk insert made. */
  readonly memberCount: number | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>> | null;
}

export interface Evidence extends EvidenceSummary {
  readonly documentId: string;
  readonly label: string;
  readonly subjectType: string;
  readonly period: string | null;
  readonly version: number;
  readonly bytes: number;
  readonly contentType: string;
  readonly status: 'stored' | 'approved' | 'quarantined';
  readonly uploadedBy: { readonly id: string; readonly name: string };
  readonly uploadedAt: string;
  readonly approvedBy: { readonly id: string; readonly name: string } | null;
  readonly approvedAt: string | null;
  readonly retainUntil: string | null;
  readonly legalHold: boolean;
  readonly warnings: readonly string[];
  /** Other subjects where the same bytes stand. */
  readonly alsoAt: readonly {
    readonly subjectType: string;
    readonly subjectId: string;
    readonly period: string | null;
  }[];
}

export interface MailMessage {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  /** null where it is for the recipient's eyes alone */
  readonly body: string | null;
  readonly state: 'kept' | 'waiting' | 'sent' | 'failed';
  readonly lastError: string | null;
  readonly createdAt: string;
}

export interface SignInInfo {
  readonly demo: readonly { readonly email: string; readonly password: string; readonly label: string }[];
}
