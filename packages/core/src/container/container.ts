import { Container } from 'inversify';
import type { Context } from '../context/context.ts';
import { OFFERED } from '../plugin/offered.ts';
import type { ServiceDefinition } from '../plugin/service.ts';
import type { Deps, Resolved, Token } from './token.ts';

/** Who may be asked for a service, and who disposes of it. */
export class Services {
  /** Host services. All are resolved at boot, before any plugin's container exists, so that none can be shadowed. */
  readonly #root = new Container({ defaultScope: 'Singleton' });
  readonly #plugins = new Map<string, Container>();
  /** Tokens of core's services, the offered ones among them. */
  readonly #core = new Set<Token<unknown>>();
  readonly #requestFactories = new Map<string, { plugin: string; definition: ServiceDefinition }>();
  readonly #disposals: { plugin: string; dispose: () => void | Promise<void> }[] = [];

  bindHost<T>(token: Token<T, 'host'>, value: T): void {
    this.#core.add(token);
    this.#root.bind(token).toConstantValue(value);
  }

  isHost(token: Token<unknown>): boolean {
    return this.#root.isBound(token);
  }

  /** Opens the container of a plugin and gives it the values that the host makes for each plugin. */
  openPlugin(plugin: string, values: readonly (readonly [Token<unknown>, unknown])[]): void {
    const container = new Container({ parent: this.#root, defaultScope: 'Singleton' });
    for (const [token, value] of values) container.bind(token).toConstantValue(value);
    this.#plugins.set(plugin, container);
  }

  /** Binds a service of the plugin. Other plugins reach it through the root, where only a forwarder stands. */
  provide(plugin: string, definition: ServiceDefinition): void {
    const { token } = definition;
    if (plugin === 'core') this.#core.add(token);
    if (this.#root.isBound(token)) {
      throw new Error(
        `plugin "${plugin}": services: expected a token that nobody provides yet, received "${token.tokenId}"`,
      );
    }
    if (token.scope === 'request') {
      this.#requestFactories.set(token.tokenId, { plugin, definition });
      return;
    }
    let made: Promise<unknown> | undefined;
    const container = this.#containerOf(plugin);
    const once = (): Promise<unknown> =>
      (made ??= this.#make(plugin, definition).catch((error: unknown) => {
        // A rejected service is not kept: the next who asks tries again.
        made = undefined;
        throw error;
      }));
    container.bind(token).toDynamicValue(once).inTransientScope();
    this.#root.bind(token).toDynamicValue(once).inTransientScope();
  }

  async resolve<D extends Deps>(plugin: string, deps: D, ctx?: Context): Promise<Resolved<D>> {
    const resolved: Record<string, unknown> = {};
    for (const [key, token] of Object.entries(deps)) resolved[key] = await this.#one(plugin, token, ctx);
    return resolved as Resolved<D>;
  }

  async #one(plugin: string, token: Token<unknown>, ctx: Context | undefined): Promise<unknown> {
    if (plugin !== 'core' && this.#core.has(token) && !OFFERED.has(token)) {
      throw new Error(
        `plugin "${plugin}": deps: expected a service that plugins may use, received "${token.tokenId}"`,
      );
    }
    const request = this.#requestFactories.get(token.tokenId);
    if (!request) return this.#containerOf(plugin).getAsync(token);
    if (!ctx) throw new Error(`"${token.tokenId}" lives for one request, and there is none here`);
    const { default: factory } = await request.definition.load();
    const deps = await this.resolve(request.plugin, request.definition.deps, ctx);
    return (factory as (deps: unknown, ctx: Context) => unknown)(deps, ctx);
  }

  async #make(plugin: string, definition: ServiceDefinition): Promise<unknown> {
    const { default: factory } = await definition.load();
    const deps = await this.resolve(plugin, definition.deps);
    const value = await (factory as (deps: unknown) => unknown)(deps);
    const { dispose } = definition;
    if (dispose)
      this.#disposals.push({
        plugin,
        dispose: () => (dispose as (value: unknown) => void | Promise<void>)(value),
      });
    return value;
  }

  #containerOf(plugin: string): Container {
    const container = this.#plugins.get(plugin);
    if (!container) throw new Error(`plugin "${plugin}" has no container`);
    return container;
  }

  /** Disposes in reverse order of creation: inversify itself would do it all at once. */
  async disposePlugin(plugin: string): Promise<void> {
    for (const { dispose } of this.#disposals.filter((entry) => entry.plugin === plugin).toReversed())
      await dispose();
  }
}
