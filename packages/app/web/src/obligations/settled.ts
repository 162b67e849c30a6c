/** Nothing more is owed: such an obligation is not late, however old its date. */
const SETTLED = new Set(['filed', 'completed', 'waived', 'not-used', 'cancelled']);

export const isSettled = (status: string): boolean => SETTLED.has(status);
