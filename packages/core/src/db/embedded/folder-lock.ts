import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** Written into the lock file: enough to tell a living holder from a dead one. */
interface Holder {
  readonly pid: number;
  /** start time of the process in clock ticks, for a pid that has been given to another process since */
  readonly started: string;
  readonly host: string;
}

const BEAT_MS = 5_000;
/** A holder on another host (a container that shared the volume) is gone when it has not shown itself for this long. */
const SILENT_MS = 30_000;

/** The folder is held by another process, or by another part of this one. */
export class FolderInUse extends Error {
  readonly code = 'EMBEDDED_FOLDER_IN_USE';

  constructor(folder: string, holder: Holder) {
    const here = holder.host === hostname();
    const who = `process ${holder.pid}${here ? '' : ` on host ${holder.host}`}`;
    super(
      `embedded database: folder ${folder} is in use by ${who}${holder.pid === process.pid && here ? ' (this one)' : ''}; ` +
        'one process at a time may open it: stop that process, or choose another folder',
    );
  }
}

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** When a process started, in clock ticks; empty for one that is dead but not yet reaped, and where there is no /proc. */
const startOf = (pid: number): string => {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(') ') + 2).split(' '); // from the third field on: the second is a name
  return fields === undefined || fields[0] === 'Z' ? '' : (fields[19] ?? '');
};

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const isAlive = (holder: Holder, file: string): boolean => {
  if (holder.host === hostname()) return exists(holder.pid) && startOf(holder.pid) === holder.started;
  const seen = attempt(() => statSync(file).mtimeMs) ?? 0;
  return Date.now() - seen < SILENT_MS;
};

/** Takes the file only if it did not exist: a hard link, whole from the first moment, fails where there is one. */
const claim = (file: string, text: string): boolean => {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
};

/** Removes a dead holder's file: moved aside first, so that of two processes that try, one moves it. */
const clear = (file: string, dead: string): void => {
  const aside = `${file}.dead.${process.pid}`;
  attempt(() => renameSync(file, aside));
  // In between, another process may have cleared the file and taken the lock: then its file goes back.
  const moved = attempt(() => readFileSync(aside, 'utf8'));
  if (moved !== undefined && moved !== dead) attempt(() => linkSync(aside, file));
  rmSync(aside, { force: true });
};

/**
 * Takes the lock of a data folder, kept beside it as `<folder>.lock`: the embedded database takes none itself, and
 * two processes that write one folder destroy it. The lock of a process that died is taken over.
 * @returns releases the lock
 * @throws FolderInUse
 */
export const lockFolder = (folder: string): (() => void) => {
  const file = `${path.resolve(folder)}.lock`;
  mkdirSync(path.dirname(file), { recursive: true });
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: hostname() });
  for (let tries = 0; tries < 5; tries++) {
    if (claim(file, text)) {
      const beat = setInterval(() => attempt(() => utimesSync(file, new Date(), new Date())), BEAT_MS);
      beat.unref();
      return () => {
        clearInterval(beat);
        if (attempt(() => readFileSync(file, 'utf8')) === text) rmSync(file, { force: true });
      };
    }
    const found = attempt(() => readFileSync(file, 'utf8'));
    if (found === undefined) continue;
    const holder = attempt(() => JSON.parse(found) as Holder);
    if (holder !== undefined && isAlive(holder, file)) throw new FolderInUse(folder, holder);
    clear(file, found);
  }
  throw new Error(
    `embedded database: could not lock ${file}: it changes hands all the time; remove it and try again`,
  );
};
