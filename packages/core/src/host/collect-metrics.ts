import { Access } from '../access/access.ts';
import type { Services } from '../container/container.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Context } from '../context/context.ts';
import { within } from '../context/within.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest, Sample } from '../plugin/manifest.ts';
import type { Enablement } from '../tenancy/enablement.ts';

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly enablement: Enablement;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Logger;
  /** how long one plugin may take */
  readonly limitMs: number;
}

/** Asks every ready plugin for the gauges of each tenant it is on for. One that fails or hangs is left out. */
export const collectMetrics = async ({
  manifests,
  services,
  lifecycle,
  enablement,
  metrics,
  clock,
  log,
  limitMs,
}: Parts): Promise<void> => {
  const now = clock.now();
  const samples: (Sample & { tenant: string })[] = [];
  for (const { id, metrics: hook } of manifests) {
    if (!hook || lifecycle.state(id).state !== 'ready') continue;
    try {
      await within(limitMs, `metrics of ${id}`, async (time) => {
        const { default: measure } = await hook.load();
        const deps = await services.resolve(id, hook.deps);
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
          for (const sample of await measure(ctx, deps as never)) samples.push({ ...sample, tenant });
        }
      });
    } catch (error) {
      log.warn({ plugin: id, err: error }, 'metrics could not be collected');
    }
  }
  metrics.contribute(samples, ({ name }, error) =>
    log.warn({ metric: name, err: error }, 'a gauge of a plugin cannot be shown'),
  );
};
