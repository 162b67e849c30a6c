import type { Deps } from '../../container/token.ts';
import type { PluginManifest } from '../manifest.ts';
import { OFFERED } from '../offered.ts';
import { reporter, suggestion, type ById, type Finding } from './finding.ts';

/** A plugin may use services of the host, of its own, and of the plugins it requires. */
export const services = (manifest: PluginManifest, byId: ById): Finding[] => {
  if (manifest.id === 'core') return [];
  const at = reporter(manifest);
  const reachable = new Set(['core', manifest.id, ...Object.keys(manifest.requires ?? {})]);
  const check = (path: string, deps: Deps): Finding[] =>
    Object.entries(deps).flatMap(([key, token]) => {
      const owner = token.tokenId.split('.')[0] ?? '';
      if (!reachable.has(owner))
        return [
          at(
            `${path}.deps.${key}`,
            'a service of the host or of a required plugin',
            token.tokenId,
            `add "${owner}" to requires`,
          ),
        ];
      if (owner === 'core' && !OFFERED.has(token))
        return [at(`${path}.deps.${key}`, 'a service that plugins may use', token.tokenId)];
      const provider = byId.get(owner);
      if (
        owner !== 'core' &&
        provider &&
        !(provider.services ?? []).some((service) => service.token.tokenId === token.tokenId)
      ) {
        return [at(`${path}.deps.${key}`, `a service that "${owner}" provides`, token.tokenId)];
      }
      return [];
    });
  return [
    ...(manifest.routes ?? []).flatMap((route, i) => check(`routes[${i}]`, route.deps)),
    ...(manifest.jobs ?? []).flatMap((job, i) => check(`jobs[${i}]`, job.deps)),
    ...(manifest.events?.on ?? []).flatMap((subscription, i) => check(`events.on[${i}]`, subscription.deps)),
    ...(manifest.evidence ?? []).flatMap((on, i) => check(`evidence[${i}]`, on.deps)),
    ...HOOKS.flatMap((hook) => check(hook, manifest[hook]?.deps ?? {})),
    ...(manifest.services ?? []).flatMap((service, i) => [
      ...check(`services[${i}]`, service.deps),
      ...(service.token.tokenId.startsWith(`${manifest.id}.`)
        ? []
        : [at(`services[${i}].token`, `a token of "${manifest.id}"`, service.token.tokenId)]),
      ...Object.entries(service.deps).flatMap(([key, token]) =>
        LIFE[token.scope] > LIFE[service.token.scope]
          ? [
              at(
                `services[${i}].deps.${key}`,
                `a service that lives as long as ${service.token.tokenId} (${service.token.scope})`,
                `${token.tokenId} (${token.scope})`,
              ),
            ]
          : [],
      ),
    ]),
  ];
};

/** Code of a plugin that the host runs by itself. */
const HOOKS = ['start', 'stop', 'health', 'metrics'] as const;

const LIFE = { host: 0, plugin: 1, request: 2 } as const;

/** Contributions go to points that exist, of plugins that are required. */
export const contributions = (manifest: PluginManifest, byId: ById): Finding[] => {
  const at = reporter(manifest);
  return (manifest.contributes ?? []).flatMap(({ point }, i) => {
    if (point.owner !== manifest.id && !(manifest.requires ?? {})[point.owner]) {
      return [
        at(`contributes[${i}]`, 'a point of a required plugin', point.id, `add "${point.owner}" to requires`),
      ];
    }
    const points = (byId.get(point.owner)?.extensionPoints ?? []).map(({ id }) => id);
    if (byId.has(point.owner) && !points.includes(point.id))
      return [
        at(
          `contributes[${i}]`,
          `a point that "${point.owner}" declares`,
          point.id,
          suggestion(point.id, points),
        ),
      ];
    return [];
  });
};

/** Events are listened to where somebody emits them. */
export const subscriptions = (manifest: PluginManifest, byId: ById): Finding[] => {
  const at = reporter(manifest);
  return (manifest.events?.on ?? []).flatMap(({ event }, i) => {
    const owner = event.split('.')[0] ?? '';
    if (owner !== manifest.id && owner !== 'core' && !(manifest.requires ?? {})[owner]) {
      return [
        at(
          `events.on[${i}].event`,
          'an event of core or of a required plugin',
          event,
          `add "${owner}" to requires`,
        ),
      ];
    }
    const emitted = (byId.get(owner)?.events?.emits ?? []).map(({ name }) => name);
    if (byId.has(owner) && !emitted.includes(event))
      return [
        at(`events.on[${i}].event`, `an event that "${owner}" emits`, event, suggestion(event, emitted)),
      ];
    return [];
  });
};
