export * from './chain.ts';
export * from './permissions.ts';
export * from './standing.ts';
