import type { Sample } from '../../plugin/manifest.ts';
import { messageOf, type Findings } from './findings.ts';
import type { TestHost } from '../harness.ts';
import type { Tenant } from './options.ts';
import type { Probe } from './probe.ts';

const METRIC = /^[a-z][a-z0-9_]*$/;

/** @returns whether the plugin is ready; why not is a finding */
export const checkStarted = (
  host: TestHost<Tenant>,
  plugin: string,
  when: string,
  findings: Findings,
): boolean => {
  const state = host.host.lifecycle.state(plugin);
  if (state.state === 'ready') return true;
  const [phase = 'start', ...reason] = state.reason.split(': ');
  findings.add(phase, `a clean start${when}`, reason.join(': '));
  return false;
};

/** What it says of itself just after it started. */
export const checkHealth = async ({ plugin, host, findings }: Probe): Promise<void> => {
  const report = await host.host.lifecycle.health(plugin);
  if (report.status === 'down')
    findings.add('health', 'ok or degraded just after the start', `down: ${report.detail ?? 'no detail'}`);
};

/** Its gauges can be read, and have names that a scrape takes. */
export const checkMetrics = async ({ plugin, host, findings }: Probe): Promise<void> => {
  const { metrics } = plugin;
  if (!metrics) return;
  try {
    const { default: read } = await metrics.load();
    const deps = await host.host.services.resolve(plugin.id, metrics.deps);
    const samples: readonly Sample[] = await read(host.context('a'), deps as never);
    for (const { name, value } of samples)
      if (!METRIC.test(name) || !Number.isFinite(value))
        findings.add('metrics', 'a name such as notes_open and a number', `${name} ${value}`);
  } catch (error) {
    findings.add('metrics', 'gauges', messageOf(error));
  }
};

/** Stops the plugins, and after them the host. */
export const checkStopped = async (
  host: TestHost<Tenant>,
  plugin: string,
  findings: Findings,
): Promise<void> => {
  for (const failure of await host.host.lifecycle.stop())
    if (failure.plugin === plugin) findings.add('stop', 'a clean stop', messageOf(failure.error));
  await host.stop();
};
