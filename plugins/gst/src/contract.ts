/** The public entry of the GST plugin: the shapes of its API and its pure functions. */
export * from './domain/index.ts';
export * as api from './api/index.ts';
