import { Refusal } from '../http/problem.ts';

/** As much of the plugin's work is under way as may be. */
export class PluginBusy extends Refusal {
  readonly retryAfterSeconds = 1;

  constructor(plugin: string) {
    super('PLUGIN_BUSY', `As many requests to "${plugin}" are under way as may be; try again in a moment.`);
  }
}

/** How much of one kind of work each plugin has under way. */
export class Shares {
  readonly #most: number;
  readonly #mostOfTenant: number;
  readonly #held = new Map<string, number>();

  /** @param most at once, of one plugin */
  constructor(most: number) {
    this.#most = most;
    this.#mostOfTenant = Math.max(1, Math.floor(most * 0.8));
  }

  /**
   * @param tenant whose work it is: one tenant leaves a fifth of the plugin's places to the others. Not given where something
   *   else holds tenants, as the dispatcher of jobs does.
   * @returns what gives the place back; undefined where there is none. Core itself is not limited.
   */
  take(plugin: string, tenant?: string): (() => void) | undefined {
    if (plugin === 'core') return () => {};
    const places = [plugin, ...(tenant === undefined ? [] : [`${plugin}|${tenant}`])];
    if (places.some((place, index) => this.#count(place) >= (index === 0 ? this.#most : this.#mostOfTenant)))
      return undefined;
    for (const place of places) this.#add(place, 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      for (const place of places) this.#add(place, -1);
    };
  }

  #count(place: string): number {
    return this.#held.get(place) ?? 0;
  }

  #add(place: string, by: 1 | -1): void {
    const held = this.#count(place) + by;
    if (held === 0) this.#held.delete(place);
    else this.#held.set(place, held);
  }
}
