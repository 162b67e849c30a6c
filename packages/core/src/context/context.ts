import type { Logger } from '../observability/logger.ts';
import type { Access } from '../access/access.ts';

/** Who acts. `onBehalfOf` is the principal of a delegate: both are compared where maker must not be checker. */
export type Actor =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly name: string;
      readonly sessionId: string;
      readonly onBehalfOf?: string;
    }
  | { readonly kind: 'api-key'; readonly id: string; readonly name: string; readonly owner: string }
  | { readonly kind: 'job'; readonly id: string; readonly name: string }
  | { readonly kind: 'operator'; readonly id: string; readonly name: string; readonly sessionId: string }
  | { readonly kind: 'system'; readonly id: string; readonly name: string };

/** What an actor does, as the audit log records it. A context without an act can read but not write. */
export interface Act {
  readonly id: string;
  /** dotted: `compliance.instance.file` */
  readonly name: string;
  /** `plugin@version` */
  readonly plugin: string;
  /** `POST /v1/compliance/instances/:id/commands`, or the name of a job */
  readonly via: string;
  readonly address?: string;
}

/** One request or one job run, as a plain value. It is never kept beyond that. */
export interface Context {
  readonly tenant: string;
  readonly actor: Actor;
  readonly act: Act | undefined;
  readonly access: Access;
  readonly requestId: string;
  readonly now: Date;
  /** calendar date in Asia/Kolkata, `YYYY-MM-DD` */
  readonly today: string;
  readonly log: Logger;
}
