/** Proves a plugin against its contract. Each file is one part of it; `run.ts` says in which order they are asked. */
export { findNonconformance, runConformance } from './run.ts';
export { NotConformant } from './findings.ts';
export type { Call, ConformanceOptions, Example, Known, Seeding, Tenant } from './options.ts';
