/**
 * The walls of the house (docs/architecture.md): who may import whom. Each function takes an import and gives what was
 * expected of it, or nothing where it is in order.
 */
import type { Import } from './imports.ts';
import type { Place, Target } from './place.ts';

type Entry = Extract<Target, { kind: 'entry' }>;
type Expected = string | undefined;

/** The one file that knows which plugins there are. */
const COMPOSITION_ROOT = 'packages/app/server/plugins.ts';

/** What only the host touches; a plugin reaches them through tokens, behind the walls. */
const HOST_ONLY = ['pg', 'knex', 'ioredis', 'bullmq', 'express', 'inversify'];

// ── From one package to another ──────────────────────────────────────────────────────────────────────────────────

const pluginTo = (from: Place, { owner, entry }: Entry, { typeOnly }: Import): Expected => {
  const id = owner.folder.split('/')[1]!;
  if (from.isTest) return undefined; // a test puts a host together from whatever it needs
  if (owner === from.owner) return 'a relative path inside its own package';
  if (owner.isPlugin && !from.owner.requires.includes(id))
    return `a plugin that the manifest requires (${from.owner.requires.join(', ') || 'none'})`;
  if (entry !== '.') return `the public entry "${owner.name}"`;
  if (from.room === 'ui' && id !== 'ui' && !typeOnly)
    return 'types only: a panel speaks to the server by HTTP';
  if (from.room === 'domain' && !owner.isPlugin && !typeOnly) return 'types only: domain code is pure';
  if (owner.isPlugin) return undefined;
  const allowed = from.room === 'ui' ? ['core', 'ui'] : ['core'];
  return allowed.includes(id) ? undefined : `a package for plugins (${allowed.join(', ')})`;
};

const appTo = (from: Place, { owner, entry }: Entry, { typeOnly }: Import): Expected => {
  if (owner.isPlugin && entry === './plugin' && from.file !== COMPOSITION_ROOT && !from.isTest)
    return `the plugins as ${COMPOSITION_ROOT} lists them`;
  if (entry === './testing' && !from.isTest)
    return 'what the program runs with, not the harness of its tests';
  if (from.room === 'web' && !from.isTest && owner.folder !== 'packages/ui' && !typeOnly)
    return 'types only: the back office speaks to the server by HTTP';
  return undefined;
};

const betweenPackages = (from: Place, to: Entry, by: Import): Expected => {
  if (!to.exists) return `one of the public entries (${Object.keys(to.owner.entries).join(', ')})`;
  if (from.owner.isPlugin) return pluginTo(from, to, by);
  if (from.owner.folder === 'packages/app') return appTo(from, to, by);
  if (from.owner.folder === 'packages/core')
    return 'nothing but core itself: it knows no plugin and no other package';
  // What authors build with: what a plugin may import, and the format that it makes.
  if (from.owner.folder === 'packages/plugin-cli') {
    const allowed = to.owner.folder === 'packages/core' && ['.', './package'].includes(to.entry);
    return allowed || from.isTest ? undefined : 'core as plugins see it, or its ./package';
  }
  // It runs before there is any other: its tests alone ask them.
  if (from.owner.folder === 'packages/create-plugin' && from.isTest) return undefined;
  return 'no other package of the workspace';
};

// ── From one room of a plugin to another ─────────────────────────────────────────────────────────────────────────

/** Room → rooms that it may import. A room that is not listed may import every room but those of `ENTRANCES`. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  api: ['api', 'domain'],
  contract: ['api', 'domain'],
  masters: ['masters', 'domain'],
  adapters: ['adapters', 'api', 'contract', 'domain'],
  ui: ['ui', 'domain'],
};

/** Where the world comes in. Nothing deeper in the plugin knows them. */
const ENTRANCES = ['ui', 'plugin', 'routes', 'jobs'];

const betweenRooms = (from: Place, to: Place, { typeOnly }: Import): Expected => {
  if (from.isTest || from.room === to.room || from.room === 'migrations') return undefined;
  if (to.isTest) return 'no test';
  if (from.room === 'ui' && typeOnly && ['api', 'contract'].includes(to.room)) return undefined;
  const listed = ROOMS[from.room];
  if (listed)
    return listed.includes(to.room) ? undefined : `what ${from.room}/ may know (${listed.join(', ')})`;
  const entrance = ENTRANCES.includes(from.room);
  const closed = entrance ? ['ui', 'plugin'] : ENTRANCES;
  return closed.includes(to.room) ? `an import that does not go back to ${closed.join(', ')}` : undefined;
};

// ── From outside of the workspace ────────────────────────────────────────────────────────────────────────────────

const fromOutside = (from: Place, module: string, { typeOnly }: Import): Expected => {
  if (!from.owner.isPlugin || from.isTest || from.room === 'ui') return undefined;
  if (from.room === 'domain' && module !== 'zod' && !typeOnly)
    return 'domain code that takes values and returns values: no I/O, no library but zod';
  if (HOST_ONLY.includes(module)) return 'what the host gives by a token (db, events, jobs, cache …)';
  if (module.startsWith('node:') || from.owner.dependencies.includes(module)) return undefined;
  return `a dependency that ${from.owner.folder}/package.json declares`;
};

/** @returns what the import was expected to be, where it breaks a wall */
export const expectedOf = (
  from: Place,
  target: Target,
  placeOf: (file: string) => Place | undefined,
  by: Import,
): Expected => {
  if (target.kind === 'entry') return betweenPackages(from, target, by);
  if (target.kind === 'outside') return fromOutside(from, target.module, by);
  const to = placeOf(target.file);
  if (to?.owner !== from.owner)
    return to
      ? `another package by its name ("${to.owner.name}"), not by a path into it`
      : `a path inside ${from.owner.folder}`;
  return from.owner.isPlugin ? betweenRooms(from, to, by) : undefined;
};

/** @returns true where the place may not ask for the time or for chance: they come in as arguments */
export const isPure = (place: Place): boolean =>
  place.owner.isPlugin && place.room === 'domain' && !place.isTest;
