import { performance } from 'node:perf_hooks';
import { Refusal } from '../http/problem.ts';
import { afterCall, askCircuit, CIRCUIT, CLOSED, type Circuit, type CircuitPolicy } from './circuit.ts';

/** A host outside that has not answered lately is not asked again yet. */
export class OutsideUnavailable extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(plugin: string, host: string, retryInMs: number) {
    const seconds = Math.max(1, Math.ceil(retryInMs / 1_000));
    super(
      'OUTSIDE_UNAVAILABLE',
      `plugin "${plugin}": ${host} has not answered several times; it is asked again in ${seconds} s.`,
    );
    this.retryAfterSeconds = seconds;
  }
}

export interface OutsideHost {
  readonly host: string;
  readonly state: Circuit['state'];
}

/** The circuit of each plugin towards each host that it calls: one plugin's trouble is not another's. */
export class Circuits {
  readonly #policy: CircuitPolicy;
  readonly #now: () => number;
  readonly #of = new Map<string, Map<string, Circuit>>();

  constructor(policy: CircuitPolicy = CIRCUIT, now: () => number = () => performance.now()) {
    this.#policy = policy;
    this.#now = now;
  }

  /**
   * @param work its failure counts, and so does what `failed` says of its answer
   * @param given.gaveUp whether it was the caller who ended the work: that says nothing about the host
   * @throws OutsideUnavailable without doing the work
   */
  async through<T>(
    plugin: string,
    host: string,
    work: () => Promise<T>,
    { failed, gaveUp }: { readonly failed: (answer: T) => boolean; readonly gaveUp: () => boolean },
  ): Promise<T> {
    const hosts = this.#hosts(plugin);
    const asked = askCircuit(hosts.get(host) ?? CLOSED, this.#now(), this.#policy);
    hosts.set(host, asked.circuit);
    if (!asked.allowed) throw new OutsideUnavailable(plugin, host, asked.retryInMs);
    const told = (succeeded: boolean): void =>
      void hosts.set(host, afterCall(hosts.get(host) ?? CLOSED, succeeded, this.#now(), this.#policy));
    try {
      const answer = await work();
      told(!failed(answer));
      return answer;
    } catch (error) {
      if (!gaveUp()) told(false);
      throw error;
    }
  }

  /** Hosts that the plugin has called, by name. */
  of(plugin: string): readonly OutsideHost[] {
    const now = this.#now();
    return [...(this.#of.get(plugin) ?? [])]
      .map(([host, circuit]) => ({
        host,
        state: circuit.state === 'open' && now >= circuit.until ? ('half-open' as const) : circuit.state,
      }))
      .toSorted((one, other) => (one.host < other.host ? -1 : 1));
  }

  #hosts(plugin: string): Map<string, Circuit> {
    const known = this.#of.get(plugin) ?? new Map<string, Circuit>();
    this.#of.set(plugin, known);
    return known;
  }
}
