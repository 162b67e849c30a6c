import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Sample } from '../plugin/manifest.ts';

export type TenantSample = Sample & { readonly tenant: string };

/** The host's own measures; plugins add gauges by their `metrics` hook. */
export class Metrics {
  readonly registry = new Registry();
  readonly requestDuration: Histogram<'method' | 'route' | 'status'>;
  readonly evidenceUploads: Counter<'outcome'>;
  /** 1 ok, 0.5 degraded, 0 down */
  readonly pluginHealth: Gauge<'plugin'>;
  /** 0 closed, 0.5 half-open, 1 open */
  readonly outsideCircuit: Gauge<'plugin' | 'host'>;
  readonly #contributed = new Map<string, Gauge>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.requestDuration = new Histogram({
      name: 'api_request_duration_seconds',
      help: 'Time to answer a request, in seconds',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    });
    this.evidenceUploads = new Counter({
      name: 'evidence_uploads_total',
      help: 'Files received as evidence',
      labelNames: ['outcome'],
      registers: [this.registry],
    });
    this.pluginHealth = new Gauge({
      name: 'plugin_health',
      help: 'What the plugin says of itself: 1 ok, 0.5 degraded, 0 down',
      labelNames: ['plugin'],
      registers: [this.registry],
    });
    this.outsideCircuit = new Gauge({
      name: 'plugin_outside_circuit',
      help: 'Whether calls of the plugin to a host outside are let through: 0 yes, 0.5 one as a trial, 1 no',
      labelNames: ['plugin', 'host'],
      registers: [this.registry],
    });
  }

  /**
   * Replaces all values of the plugins' gauges.
   * @param onRefused told of a sample that cannot be shown: a name that is taken or malformed, labels unlike before
   */
  contribute(
    samples: readonly TenantSample[],
    onRefused: (sample: TenantSample, error: unknown) => void,
  ): void {
    for (const gauge of this.#contributed.values()) gauge.reset();
    for (const sample of samples) {
      try {
        this.#gauge(sample).set({ tenant: sample.tenant, ...sample.labels }, sample.value);
      } catch (error) {
        onRefused(sample, error);
      }
    }
  }

  #gauge({ name, help, labels = {} }: Sample): Gauge {
    const known = this.#contributed.get(name);
    if (known) return known;
    const labelNames = ['tenant', ...Object.keys(labels)];
    const gauge = new Gauge({ name, help, labelNames, registers: [this.registry] });
    this.#contributed.set(name, gauge);
    return gauge;
  }
}
