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

export interface TimeLimits {
  /** a plugin's contributions and its start together */
  readonly startMs: number;
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
  readonly #started: PluginManifest[] = [];

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

  /** Loads contributions and runs start hooks, in order; each plugin within its time limit. */
  async start(): Promise<void> {
    for (const manifest of this.#ordered) {
      if (this.#quarantined.has(manifest.id)) continue;
      try {
        await within(this.#limits.startMs, 'its start', () => this.#startOne(manifest));
        this.#started.push(manifest);
      } catch (error) {
        this.quarantine(manifest.id, 'start', error);
      }
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
      this.#contributed.set(point.id, [...already, { plugin: manifest.id, value }]);
    }
  }

  /** Stops in reverse; a plugin that fails or hangs at it does not hold up the others. */
  async stop(): Promise<void> {
    for (const manifest of this.#started.toReversed()) {
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
      }
    }
    this.#started.length = 0;
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
