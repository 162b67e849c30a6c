/** What a plugin imports. Nothing else of core carries a promise. */
export {
  hostToken,
  pluginToken,
  requestToken,
  type Deps,
  type Resolved,
  type Scope,
  type Token,
} from './container/token.ts';
export { dateInIndia, type Clock } from './context/clock.ts';
export type { Act, Actor, Context } from './context/context.ts';
export { Access, acrossDimensions, type Grant, type Reach } from './access/access.ts';
export type { Db, Queries, Statement, Tx } from './db/db.ts';
export * from './plugin/event.ts';
export * from './plugin/evidence-on.ts';
export * from './plugin/extension-point.ts';
export * from './plugin/job.ts';
export * from './plugin/manifest.ts';
export * from './plugin/permission.ts';
export * from './plugin/route.ts';
export * from './plugin/service.ts';
export * from './plugin/services.ts';
export { reachSql } from './access/reach-sql.ts';
export { Refusal, invalid, notFound, type Fault, type ProblemCode } from './http/problem.ts';
export { decodeCursor, encodeCursor, listQuery, pageOf, rowsForPage, type Page } from './http/list.ts';
export { migration, type Migration, type MigrationBuilder, type TableOptions } from './db/migration.ts';
export type { Logger } from './observability/logger.ts';
export { newId } from './db/id.ts';
export { nearest } from './plugin/nearest.ts';
export { evidenceApproved, evidenceUploaded } from './evidence/events.ts';
