import type { Services } from '../container/container.ts';
import { within } from '../context/within.ts';
import type { Logger } from '../observability/logger.ts';
import type { AnyExtensionPoint, ExtensionPoint } from './extension-point.ts';
import type { HealthReport, PluginManifest } from './manifest.ts';
import { dependantsOf } from './order.ts';
import { describeFinding } from './validate.ts';

export type PluginState =
  { readonly state: 'ready' } | { readonly state: 'quarantined'; readonly reason: string };

export interface Contributed {
  readonly plugin: string;
  readonly value: unknown;
}

/** A plugin that failed or hung when it was stopped. */
export interface StopFailure {
  readonly plugin: string;
  readonly error: unknown;
}

export interface TimeLimits {
  /** a plugin's contributions and its start together */
  readonly startMs: number;
  /** all of them together */
  readonly startAllMs: number;
  readonly stopMs: number;
  readonly healthMs: number;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Takes the plugins from manifest to ready and back. A plugin that fails or hangs is quarantined together with
 * those that require it, and the host goes on; a critical one stops the start.
 */
export class Lifecycle {
  readonly #ordered: readonly PluginManifest[];
  readonly #services: Services;
  readonly #log: Logger;
  readonly #limits: TimeLimits;
  readonly #quarantined = new Map<string, string>();
  readonly #contributed = new Map<string, Contributed[]>();
  readonly #started = new Set<PluginManifest>();

  /** @param ordered each plugin after those it requires */
  constructor(ordered: readonly PluginManifest[], services: Services, log: Logger, limits: TimeLimits) {
    this.#ordered = ordered;
    this.#services = services;
    this.#log = log;
    this.#limits = limits;
  }

  state(plugin: string): PluginState {
    const reason = this.#quarantined.get(plugin);
    return reason === undefined ? { state: 'ready' } : { state: 'quarantined', reason };
  }

  contributions(point: AnyExtensionPoint): readonly Contributed[] {
    return (this.#contributed.get(point.id) ?? []).filter(({ plugin }) => !this.#quarantined.has(plugin));
  }

  /** @throws where the plugin is critical */
  quarantine(plugin: string, phase: string, error: unknown): void {
    const manifest = this.#ordered.find(({ id }) => id === plugin);
    const reason = `${phase}: ${message(error)}`;
    if (manifest?.critical)
      throw new Error(`critical plugin "${plugin}" failed at ${reason}`, { cause: error });
    this.#log.error({ plugin, phase, err: error }, 'plugin quarantined');
    this.#quarantined.set(plugin, reason);
    for (const dependant of dependantsOf(plugin, this.#ordered)) {
      if (!this.#quarantined.has(dependant))
        this.#quarantined.set(dependant, `it requires "${plugin}", which failed at ${reason}`);
    }
  }

  /**
   * Loads contributions and runs start hooks: of each plugin after those it requires, of others at the same time; each
   * within its time limit, all within theirs.
   */
  async start(): Promise<void> {
    const endsAt = performance.now() + this.#limits.startAllMs;
    const settled = new Map<string, Promise<void>>();
    for (const manifest of this.#ordered) {
      const required = Object.keys(manifest.requires ?? {}).map((id) => settled.get(id) ?? Promise.resolve());
      settled.set(
        manifest.id,
        Promise.all(required).then(() => this.#startInTime(manifest, endsAt)),
      );
    }
    await Promise.all(settled.values());
  }

  async #startInTime(manifest: PluginManifest, endsAt: number): Promise<void> {
    if (this.#quarantined.has(manifest.id)) return;
    const limitMs = Math.ceil(Math.min(this.#limits.startMs, endsAt - performance.now()));
    try {
      if (limitMs <= 0) throw new Error('there was no time left for it');
      await within(limitMs, 'its start', () => this.#startOne(manifest));
      this.#started.add(manifest);
    } catch (error) {
      this.quarantine(manifest.id, 'start', error);
    }
  }

  async #startOne(manifest: PluginManifest): Promise<void> {
    const loaded = await Promise.all(
      (manifest.contributes ?? []).map(async ({ point, load }, index) => ({
        point,
        index,
        value: (await load()).default,
      })),
    );
    for (const { point, index, value } of loaded) {
      const faults = (point as ExtensionPoint<unknown>).validate?.(value) ?? [];
      if (faults.length > 0) {
        throw new Error(
          faults
            .map((fault) =>
              describeFinding({ plugin: manifest.id, ...fault, path: `contributes[${index}].${fault.path}` }),
            )
            .join('\n'),
        );
      }
    }
    if (manifest.start) {
      const { default: run } = await manifest.start.load();
      await run((await this.#services.resolve(manifest.id, manifest.start.deps)) as never);
    }
    for (const { point, value } of loaded) {
      const already = this.#contributed.get(point.id) ?? [];
      const all = [...already, { plugin: manifest.id, value }];
      this.#contributed.set(
        point.id,
        all.toSorted((one, other) => this.#place(one.plugin) - this.#place(other.plugin)),
      );
    }
  }

  /** Whoever is ready first, contributions stand in the order of the plugins. */
  #place(plugin: string): number {
    return this.#ordered.findIndex(({ id }) => id === plugin);
  }

  /**
   * Stops in reverse; a plugin that fails or hangs at it does not hold up the others.
   * @returns those that did
   */
  async stop(): Promise<readonly StopFailure[]> {
    const failures: StopFailure[] = [];
    for (const manifest of this.#ordered.toReversed()) {
      if (!this.#started.delete(manifest)) continue;
      try {
        await within(this.#limits.stopMs, 'its stop', async () => {
          if (manifest.stop) {
            const { default: run } = await manifest.stop.load();
            await run((await this.#services.resolve(manifest.id, manifest.stop.deps)) as never);
          }
          await this.#services.disposePlugin(manifest.id);
        });
      } catch (error) {
        this.#log.error({ plugin: manifest.id, err: error }, 'plugin did not stop cleanly');
        failures.push({ plugin: manifest.id, error });
      }
    }
    return failures;
  }

  async health(manifest: PluginManifest): Promise<HealthReport> {
    const state = this.state(manifest.id);
    if (state.state === 'quarantined') return { status: 'down', detail: state.reason };
    const { health } = manifest;
    if (!health) return { status: 'ok' };
    try {
      return await within(this.#limits.healthMs, 'its health check', async () => {
        const { default: check } = await health.load();
        return check((await this.#services.resolve(manifest.id, health.deps)) as never);
      });
    } catch (error) {
      return { status: 'down', detail: message(error) };
    }
  }
}
