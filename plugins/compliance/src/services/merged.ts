/** A record with what a change names; a member that is absent or undefined stays. */
export const merged = <T extends object>(
  before: T,
  change: { readonly [K in keyof T]?: T[K] | undefined },
): T => ({
  ...before,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
});
