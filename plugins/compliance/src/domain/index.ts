/** The domain of compliance: pure functions over values. No database, clock, network or logger may enter this room. */
export * from './applicability-schema.ts';
export * from './applicability-words.ts';
export * from './applicability.ts';
export * from './calendar.ts';
export * from './catalogue.ts';
export * from './facts.ts';
export * from './fee-schema.ts';
export * from './invalid.ts';
export * from './master.ts';
export * from './money.ts';
export * from './period-label.ts';
export * from './period.ts';
export * from './rule-check.ts';
export * from './rule-schema.ts';
export * from './rule-words.ts';
export * from './rule.ts';
