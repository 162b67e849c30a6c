import { hash } from 'node:crypto';
import module, { isBuiltin, registerHooks } from 'node:module';

/**
 * What the permission model leaves open is closed here, before any code of the plugin is loaded: sockets, name look-ups,
 * signals, and every way to a module that could open them again. An allow-list: what Node brings later is closed too.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  'assert',
  'assert/strict',
  'buffer',
  'crypto',
  'events',
  'fs',
  'fs/promises',
  'path',
  'path/posix',
  'path/win32',
  'perf_hooks',
  'punycode',
  'process',
  'querystring',
  'stream',
  'stream/consumers',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
  'zlib',
]);

const GLOBALS = [
  'fetch',
  'Request',
  'Response',
  'Headers',
  'FormData',
  'WebSocket',
  'CloseEvent',
  'MessageEvent',
  'EventSource',
  'XMLHttpRequest',
  'navigator',
  'Worker',
  'BroadcastChannel',
  'localStorage',
  'sessionStorage',
];

const OF_PROCESS = [
  'binding',
  '_linkedBinding',
  'dlopen',
  'execve',
  'kill',
  '_kill',
  '_debugProcess',
  '_debugEnd',
  '_getActiveHandles',
  '_getActiveRequests',
  'openStdin',
  'report',
  'setuid',
  'setgid',
  'seteuid',
  'setegid',
  'setgroups',
  'initgroups',
  'chdir',
  'loadEnvFile',
  'setUncaughtExceptionCaptureCallback',
  '_startProfilerIdleNotifier',
  '_stopProfilerIdleNotifier',
];

/** Where undici looks for what opens its connections. */
const DISPATCHERS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'];

export class NotInIsolation extends Error {
  readonly code = 'NOT_IN_ISOLATION';

  constructor(what: string, remedy: string) {
    super(`an isolated plugin has no ${what}; ${remedy}`);
  }
}

/** Taken before the plugin's code could put another in its place. */
const sha256 = (source: string | NodeJS.ArrayBufferView): string => hash('sha256', source, 'hex');

const REMEDY = 'use the injected services';
const bare = (specifier: string): string => specifier.replace(/^node:/, '');

const refuse =
  (what: string): (() => never) =>
  () => {
    throw new NotInIsolation(what, REMEDY);
  };

const fix = (target: object, name: PropertyKey, value: unknown): void => {
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: true });
};

const isBare = (specifier: string): boolean => !/^(?:[./]|[a-z]+:)/.test(specifier);

/** What the plugin's own folder does not bring, such as core itself, is the host's. */
const resolveShared: module.ResolveHookSync = (specifier, context, next) => {
  try {
    return next(specifier, context);
  } catch (error) {
    if (!isBare(specifier)) throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
};

/** A file of the plugin runs as it was checked when the portal started, however much later it is loaded. */
const checkFile = (
  file: string,
  source: string | NodeJS.ArrayBufferView,
  expected: string | undefined,
): void => {
  const received = sha256(source);
  if (received !== expected)
    throw new NotInIsolation(
      `${file}: expected the file that was checked at the start (SHA-256 ${expected ?? 'none'}), received another (${received})`,
      'install the plugin again with "compliance-os plugin add" and restart the portal',
    );
};

/**
 * @param root folder of the plugin, as a URL that ends with a slash
 * @param files path in it → SHA-256 in hex, of all that may be loaded from it; anything where it is left out
 */
export const lockDown = (root: string, files?: Readonly<Record<string, string>>): void => {
  const load = process.getBuiltinModule.bind(process);
  const builtin = (name: string): void => {
    if (!ALLOWED.has(bare(name))) throw new NotInIsolation(`module "${name}"`, REMEDY);
  };

  for (const name of GLOBALS) delete (globalThis as Record<string, unknown>)[name];
  for (const name of DISPATCHERS)
    fix(globalThis, Symbol.for(name), Object.freeze({ dispatch: refuse('network') }));
  for (const name of OF_PROCESS) fix(process, name, refuse(`process.${name}`));
  fix(process, 'getBuiltinModule', (name: string) => {
    builtin(name);
    return load(name);
  });
  fix(process, 'env', Object.freeze({}));
  // A stream of the process would be a socket, whose class opens others.
  const silent = Object.freeze({ write: () => true, isTTY: false, columns: 80 });
  for (const name of ['stdin', 'stdout', 'stderr']) fix(process, name, silent);

  registerHooks({
    resolve: (specifier, context, next) => {
      if (isBuiltin(specifier)) builtin(specifier);
      const resolved = resolveShared(specifier, context, next);
      if (resolved.url.startsWith('node:')) builtin(resolved.url);
      return resolved;
    },
    load: (url, context, next) => {
      if (url.startsWith('node:')) builtin(url);
      const loaded = next(url, context);
      // Its `module` would lead to Node's own loader.
      if (url.startsWith(root) && loaded.format?.startsWith('commonjs'))
        throw new NotInIsolation(`CommonJS (${url})`, 'write it as an ES module');
      if (files && url.startsWith(root)) {
        const file = decodeURIComponent(url.slice(root.length).replace(/[?#].*$/, ''));
        checkFile(file, loaded.source as string | NodeJS.ArrayBufferView, files[file]);
      }
      return loaded;
    },
  });
  // Names that a module of Node gave out as its exports are what they are now.
  module.syncBuiltinESMExports();
};
