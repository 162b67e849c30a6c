import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export type ServerKind = 'postgres' | 'redis' | 'chromium';

/** Where a real server is on this machine, or why there is none. */
export type FoundServer = { readonly path: string } | { readonly reason: string };

const PROGRAMS: Readonly<Record<ServerKind, readonly string[]>> = {
  postgres: ['postgres'],
  redis: ['redis-server', 'valkey-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
};

/** Debian keeps PostgreSQL's programs out of the path, one folder a version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const foldersFor = (kind: ServerKind): string[] => {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  if (kind !== 'postgres' || !existsSync(DEBIAN_POSTGRES)) return onPath;
  const versions = readdirSync(DEBIAN_POSTGRES).toSorted((a, b) => Number(b) - Number(a));
  return [...versions.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin')), ...onPath];
};

/** Looks for the program of a server, the newest PostgreSQL first. */
export const findServer = (kind: ServerKind): FoundServer => {
  const folders = foldersFor(kind);
  const candidates = folders.flatMap((folder) => PROGRAMS[kind].map((program) => path.join(folder, program)));
  const found = candidates.find(isProgram);
  if (found !== undefined) return { path: found };
  return {
    reason: `${kind}: none of ${PROGRAMS[kind].join(', ')} in ${folders.join(', ') || 'an empty PATH'}`,
  };
};

/**
 * The program of a server that a suite needs. Where it is missing a developer's suite may skip, loudly; a build
 * may not: what was not run must not look proven.
 * @throws under CI=true when there is none
 */
export const requireServer = (kind: ServerKind): string | undefined => {
  const found = findServer(kind);
  if ('path' in found) return found.path;
  if (process.env['CI'] === 'true')
    throw new Error(`CI=true: a real server is required; ${found.reason}; install it`);
  console.warn(`SKIPPED for want of a real server: ${found.reason}`);
  return undefined;
};
