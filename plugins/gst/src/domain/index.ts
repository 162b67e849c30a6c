/** GST beyond its masters: what a GSTIN says, who files quarterly, what a registration's life sets in motion. */
export * from './derivations.ts';
export * from './fields.ts';
export * from './filing-chain.ts';
export * from './gstin.ts';
export * from './qrmp.ts';
export * from './registration-events.ts';
export * from './registration-status.ts';
export * from './standing.ts';
export * from './state-codes.ts';
export * from './turnover.ts';
