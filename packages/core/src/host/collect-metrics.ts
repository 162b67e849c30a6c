import { Access } from '../access/access.ts';
import type { Services } from '../container/container.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Context } from '../context/context.ts';
import { keptFor } from '../context/kept.ts';
import { within } from '../context/within.ts';
import type { Transactions } from '../db/transactions.ts';
import type { Circuits } from '../limits/circuits.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics, TenantSample } from '../observability/metrics.ts';
import { soundSamples } from '../observability/samples.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Enablement } from '../tenancy/enablement.ts';

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly enablement: Enablement;
  readonly transactions: Transactions;
  readonly metrics: Metrics;
  readonly circuits: Circuits;
  readonly clock: Clock;
  readonly log: Logger;
  /** how long one plugin may take */
  readonly limitMs: number;
  /** how long what was collected is shown again */
  readonly keepMs: number;
}

/**
 * Asks every ready plugin how it is and for the gauges of each tenant it is on for. Of one that fails or hangs nothing is
 * shown. Whoever scrapes while a collection is under way, or shortly after it, is shown that one.
 */
export const metricsCollector = (parts: Parts): (() => Promise<void>) =>
  keptFor(parts.keepMs, () => collect(parts));

const collect = async (parts: Parts): Promise<void> => {
  const { manifests, lifecycle, metrics, circuits, log } = parts;
  const [samples] = await Promise.all([
    Promise.all(manifests.map((manifest) => samplesOf(manifest, parts))),
    Promise.all(
      manifests.map(async (manifest) => {
        const { status } = await lifecycle.health(manifest);
        metrics.pluginHealth.set({ plugin: manifest.id }, HEALTH[status]);
        for (const { host, state } of circuits.of(manifest.id))
          metrics.outsideCircuit.set({ plugin: manifest.id, host }, CIRCUITS[state]);
      }),
    ),
  ]);
  metrics.contribute(samples.flat(), ({ name }, error) =>
    log.warn({ metric: name, err: error }, 'a gauge of a plugin cannot be shown'),
  );
};

const CIRCUITS = { closed: 0, 'half-open': 0.5, open: 1 } as const;
const HEALTH = { ok: 1, degraded: 0.5, down: 0 } as const;

const samplesOf = async (
  { id, metrics: hook }: PluginManifest,
  { services, lifecycle, enablement, transactions, clock, log, limitMs }: Parts,
): Promise<readonly TenantSample[]> => {
  if (!hook || lifecycle.state(id).state !== 'ready') return [];
  const now = clock.now();
  try {
    return await within(limitMs, `metrics of ${id}`, async (time) => {
      const { default: measure } = await hook.load();
      const deps = await services.resolve(id, hook.deps);
      const samples: TenantSample[] = [];
      for (const tenant of await enablement.tenantsOf(id)) {
        const ctx: Context = {
          tenant,
          actor: { kind: 'system', id: 'metrics', name: 'Metrics' },
          act: undefined,
          access: Access.everything,
          requestId: 'metrics',
          now,
          today: dateInIndia(now),
          log,
        };
        transactions.limit(ctx, id, time);
        const sound = soundSamples(await measure(ctx, deps as never), (err) =>
          log.warn({ plugin: id, err }, 'a sample was left out'),
        );
        for (const sample of sound) samples.push({ ...sample, tenant });
      }
      return samples;
    });
  } catch (error) {
    log.warn({ plugin: id, err: error }, 'metrics could not be collected');
    return [];
  }
};
