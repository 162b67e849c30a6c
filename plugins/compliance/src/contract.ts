/** The public entry of the compliance plugin: what families and other plugins may import. */
export * from './domain/index.ts';
