/**
 * The domain of compliance: pure functions over values. No database, clock, network or logger may enter this room.
 *
 * A reader's order: `calendar`, `period`, `facts` (what time and knowledge are); `applicability` and `rule` (does it
 * apply, when is it due); `master` and `catalogue` (the template of an obligation); `generate` (which instances there
 * should be); `extension`, `status`, `workflow`, `accrual` (what becomes of one); `explain` (why).
 */
export * from './accrual.ts';
export * from './amendment.ts';
export * from './applicability-schema.ts';
export * from './applicability-words.ts';
export * from './applicability.ts';
export * from './calendar.ts';
export * from './catalogue.ts';
export * from './charge.ts';
export * from './coverage.ts';
export * from './declared-events.ts';
export * from './dependency-sql.ts';
export * from './dependency.ts';
export * from './events.ts';
export * from './explain-text.ts';
export * from './explain.ts';
export * from './extension-schema.ts';
export * from './extension.ts';
export * from './facts.ts';
export * from './fee-schema.ts';
export * from './generate.ts';
export * from './holidays.ts';
export * from './in-force.ts';
export * from './invalid.ts';
export * from './master.ts';
export * from './money.ts';
export * from './period-label.ts';
export * from './period.ts';
export * from './revise.ts';
export * from './rule-check.ts';
export * from './rule-schema.ts';
export * from './rule-words.ts';
export * from './rule.ts';
export * from './status-sql.ts';
export * from './status.ts';
export * from './submission.ts';
export * from './target.ts';
export * from './filing-kinds.ts';
export * from './workflow-types.ts';
export * from './workflow.ts';
export * from './yearly-facts.ts';
