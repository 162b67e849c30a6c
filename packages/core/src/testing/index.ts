/** What authors of plugins test with: a real host, two tenants, a clock that stands still. */
export { startTestHost, type TestHost, type TestHostOptions, type TestMail } from './harness.ts';
export { TestClient, type TestReply } from './client.ts';
export type { TestPerson } from './authenticator.ts';
export { BYPASS_LOGIN, freshEmbedded, freshPostgres, TEST_LOGIN, type OpenedDatabase } from './databases.ts';
export { rawArchive, type RawEntry } from './raw-archive.ts';
export { startProcess, type TestProcess } from './start-process.ts';
export * from './servers/index.ts';
export { FrozenClock } from '../context/clock.ts';
export * from './conformance/index.ts';
export * from './services/index.ts';
export { differing, idsOf, sumsOf, tablesThatName, tenantTables } from './conformance/rows.ts';
export type { ServiceOverride } from '../container/override.ts';
export type { Finding } from '../plugin/validate.ts';
