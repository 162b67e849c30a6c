/**
 * The embedded database: PGlite behind a hub that serves ordinary `pg` clients.
 *
 * A request goes `pg` client → hub-stream (framing, names) → hub (whose turn it is) → engine (this thread or a
 * worker) and back. folder-lock and data-folder keep the files safe.
 */
export { FolderInUse } from './folder-lock.ts';
export { EmbeddedHub, type HubOptions, type HubStatistics } from './hub.ts';
export { openEmbedded, type EmbeddedDatabase, type EmbeddedOptions } from './open-embedded.ts';
export type { ExtensionName } from './pglite.ts';
export type { SessionOptions } from './session.ts';
