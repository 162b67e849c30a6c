/** The public entry of the compliance plugin: what families and other plugins may import. */
export * from './domain/index.ts';
export * as api from './api/index.ts';
export * from './api/events.ts';
export * from './api/points.ts';
export * from './api/tokens.ts';
