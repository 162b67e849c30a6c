export * from './chain.ts';
export * from './standing.ts';
