import type { EntitySummary, EvidenceSummary } from '@compliance-os/ui';

/** Records of the core, as the API gives them. Moments are ISO; dates are IST calendar dates. */

export interface Entity extends EntitySummary {
  readonly legalName: string;
  readonly kind: 'company' | 'llp' | 'firm' | 'proprietor' | 'trust' | 'other';
  readonly cin: string | null;
  readonly llpin: string | null;
}

export interface Grant {
  readonly id: string;
  readonly roleId: string;
  readonly roleName?: string;
  readonly entities: 'all' | readonly string[];
  /** Grant dimensions of plugins, by name: `family: ['gst']`. */
  readonly dimensions: Readonly<Record<string, 'all' | readonly string[]>>;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly grants?: readonly Grant[];
}

export interface Role {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  readonly permissions: readonly string[];
}

export interface Permission {
  readonly name: string;
  readonly label: string;
  readonly plugin: string;
}

export type TenantPluginState = 'enabled' | 'disabled' | 'allowed' | 'archived';

export interface TenantPlugin {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly version: string;
  readonly state: TenantPluginState;
  readonly allowed: boolean;
  readonly requires: readonly string[] | Readonly<Record<string, string>>;
  readonly dependants: readonly string[];
  readonly configSchema: JsonSchema | null;
  readonly config: Readonly<Record<string, unknown>> | null;
  readonly health: { readonly state: 'ready' | 'quarantined'; readonly reason?: string } | null;
}

/** The part of JSON Schema that a settings form is drawn from. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

export interface PluginPreview {
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly permission?: string;
  }[];
  readonly menus: readonly string[];
  readonly jobs: readonly string[];
  readonly masters: readonly { readonly code: string; readonly name: string }[];
}

export type RowImage = Readonly<Record<string, unknown>>;

export interface AuditRecord {
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: string;
    readonly id: string | null;
    readonly name: string | null;
    readonly onBehalfOf?: string;
  };
  readonly act: {
    readonly id: string;
    readonly name: string;
    readonly plugin: string | null;
    /** `http`, `job`, `event`: how it came. */
    readonly via: string | null;
  } | null;
  /** `schema.table`; null for an act without a row. */
  readonly relation: string | null;
  readonly verb: 'insert' | 'update' | 'delete' | 'batch' | 'act';
  readonly rowId: string | null;
  readonly before: RowImage | null;
  readonly after: RowImage | null;
  readonly memberCount: number | null;
}

export interface Evidence extends EvidenceSummary {
  readonly label: string | null;
  readonly subjectType: string | null;
  readonly period: string | null;
  readonly version: number;
  readonly bytes: number;
  readonly contentType: string;
  readonly status: 'stored' | 'approved' | 'quarantined';
  readonly approvedBy: string | { readonly name: string } | null;
  readonly uploadedBy: string | { readonly name: string } | null;
  readonly uploadedAt: string;
  readonly warnings: readonly string[];
}

export interface MailMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

export interface SignInInfo {
  readonly demo: readonly { readonly email: string; readonly password: string; readonly label: string }[];
}
