import { Refusal } from '../http/problem.ts';

/** As much of the plugin's work is under way as may be. */
export class PluginBusy extends Refusal {
  readonly retryAfterSeconds = 1;

  constructor(plugin: string, most: number) {
    super('PLUGIN_BUSY', `${most} requests to "${plugin}" are under way; try again in a moment.`);
  }
}

/** How much of one kind of work each plugin has under way. */
export class Shares {
  readonly #most: number;
  readonly #held = new Map<string, number>();

  /** @param most at once, of one plugin */
  constructor(most: number) {
    this.#most = most;
  }

  get most(): number {
    return this.#most;
  }

  /** @returns what gives the place back; undefined where there is none. Core itself is not limited. */
  take(plugin: string): (() => void) | undefined {
    if (plugin === 'core') return () => {};
    const held = this.#held.get(plugin) ?? 0;
    if (held >= this.#most) return undefined;
    this.#held.set(plugin, held + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#held.set(plugin, this.#held.get(plugin)! - 1);
    };
  }
}
