/** The shapes of the HTTP API, as other plugins and the back office see them: `import { api } from '@compliance-os/compliance'`. */
export * from './applicability.ts';
export * from './commands.ts';
export * from './values.ts';
export * from './extensions.ts';
export * from './generation.ts';
export * from './imports.ts';
export * from './instances.ts';
export * from './masters.ts';
export * from './occurrences.ts';
export * from './overview.ts';
export * from './payments.ts';
export * from './registrations.ts';
export * from './subjects.ts';
