import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { Reply } from '../../plugin/route.ts';
import { messageOf } from './findings.ts';

/** Code of the plugin that the host called. */
export interface Ran {
  /** where it stands in the manifest: `jobs[0]` */
  readonly path: string;
  readonly tenant: string | undefined;
}

interface Part {
  readonly load: () => Promise<{ default: unknown }>;
  /** of a route */
  readonly reply?: unknown;
}

/** Thrown by the kit behind a handler that has done its work, to see whether its work goes with it. */
class FailedOnPurpose extends Error {
  constructor() {
    super('the conformance kit let this handler fail at its end');
  }
}

const tenantOf = ([first]: readonly unknown[]): string | undefined => {
  const given = first as
    { readonly ctx?: { readonly tenant?: string }; readonly tenant?: string } | undefined;
  return given?.ctx?.tenant ?? given?.tenant;
};

/** Why the host will not send what a handler returned. */
const misfit = (schema: unknown, result: unknown): string | undefined => {
  const body = (result as Reply<unknown> | undefined)?.$reply ? (result as Reply<unknown>).body : result;
  if (!(schema instanceof z.ZodType) || body === undefined) return undefined;
  const { error } = schema.safeParse(body);
  const [issue] = error?.issues ?? [];
  return issue && `the reply does not fit its schema: ${issue.path.join('.')}: ${issue.message}`;
};

/** Stands around everything that the host calls of a plugin: sees what ran for whom, and can let a route fail at its end. */
export class Watch {
  /** The plugin, watched. It behaves like the one that was given. */
  readonly manifest: PluginManifest;
  readonly ran: Ran[] = [];
  /** what code of the plugin threw last */
  lastError: string | undefined;
  readonly #scope = new AsyncLocalStorage<true>();
  #failing: string | undefined;
  #reachedEnd = false;

  constructor(plugin: PluginManifest) {
    this.manifest = this.#watched(plugin);
  }

  /** Whether code of the plugin is running, or something it began. */
  get isInside(): boolean {
    return this.#scope.getStore() === true;
  }

  inside<T>(work: () => T): T {
    return this.#scope.run(true, work);
  }

  /**
   * Lets the handler of one route fail behind its work while `work` runs.
   * @param path of the route: `routes[2]`
   * @returns the reply, and whether the handler came to its end
   */
  async failingAtEnd<T>(
    path: string,
    work: () => Promise<T>,
  ): Promise<{ readonly reply: T; readonly reachedEnd: boolean }> {
    this.#failing = path;
    this.#reachedEnd = false;
    try {
      return { reply: await work(), reachedEnd: this.#reachedEnd };
    } finally {
      this.#failing = undefined;
    }
  }

  #watched(plugin: PluginManifest): PluginManifest {
    const list = <P extends Part>(name: string, parts: readonly P[] | undefined): P[] | undefined =>
      parts?.map((part, index) => this.#part(`${name}[${index}]`, part));
    const hook = <P extends Part>(name: string, part: P | undefined): P | undefined =>
      part && this.#part(name, part);
    const changed = {
      routes: list('routes', plugin.routes),
      jobs: list('jobs', plugin.jobs),
      services: list('services', plugin.services),
      evidence: list('evidence', plugin.evidence),
      contributes: plugin.contributes?.map((one) => ({ ...one, load: () => this.inside(one.load) })),
      events: plugin.events && { ...plugin.events, on: list('events.on', plugin.events.on) ?? [] },
      start: hook('start', plugin.start),
      stop: hook('stop', plugin.stop),
      health: hook('health', plugin.health),
      metrics: hook('metrics', plugin.metrics),
    };
    const present = Object.entries(changed).filter(([, value]) => value !== undefined);
    return { ...plugin, ...Object.fromEntries(present) };
  }

  #part<P extends Part>(path: string, part: P): P {
    return {
      ...part,
      load: () =>
        this.inside(async () => {
          const { default: handler } = await part.load();
          return { default: this.#handler(path, handler as (...given: unknown[]) => unknown, part.reply) };
        }),
    };
  }

  #handler(path: string, handler: (...given: unknown[]) => unknown, reply: unknown): unknown {
    return async (...given: unknown[]) => {
      this.ran.push({ path, tenant: tenantOf(given) });
      try {
        const result = await this.inside(() => handler(...given));
        this.lastError = misfit(reply, result);
        if (this.#failing !== path) return result;
      } catch (error) {
        this.lastError = messageOf(error);
        throw error;
      }
      this.#reachedEnd = true;
      throw new FailedOnPurpose();
    };
  }
}
