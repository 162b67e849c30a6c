/** Calls to one host outside: taken while they succeed, refused for a while once they do not. */
export type Circuit =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly until: number }
  /** one call tries whether the host is back; the others are refused until it says, or has taken too long */
  | { readonly state: 'half-open'; readonly until: number };

export interface CircuitPolicy {
  /** so many failures one after another open it */
  readonly failures: number;
  readonly openMs: number;
  /** how long the trial has before another may try */
  readonly trialMs: number;
}

export const CIRCUIT: CircuitPolicy = { failures: 5, openMs: 30_000, trialMs: 35_000 };

export const CLOSED: Circuit = { state: 'closed', failures: 0 };

export type Asked =
  | { readonly allowed: true; readonly circuit: Circuit }
  | { readonly allowed: false; readonly circuit: Circuit; readonly retryInMs: number };

/** Whether a call may go out. @param now in milliseconds, of a clock that does not go back */
export const askCircuit = (circuit: Circuit, now: number, policy: CircuitPolicy): Asked => {
  if (circuit.state === 'closed') return { allowed: true, circuit };
  if (now < circuit.until) return { allowed: false, circuit, retryInMs: circuit.until - now };
  return { allowed: true, circuit: { state: 'half-open', until: now + policy.trialMs } };
};

/** What a call that went out came to. */
export const afterCall = (
  circuit: Circuit,
  succeeded: boolean,
  now: number,
  policy: CircuitPolicy,
): Circuit => {
  switch (circuit.state) {
    case 'closed': {
      if (succeeded) return CLOSED;
      const failures = circuit.failures + 1;
      return failures >= policy.failures
        ? { state: 'open', until: now + policy.openMs }
        : { state: 'closed', failures };
    }
    case 'half-open':
      return succeeded ? CLOSED : { state: 'open', until: now + policy.openMs };
    case 'open':
      // A call that had gone out before: it neither opens it for longer nor closes it.
      return circuit;
  }
};
