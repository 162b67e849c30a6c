import { createHook } from 'node:async_hooks';
import path from 'node:path';
import type { Watch } from './watch.ts';

/** What keeps a process busy or open, by the names that Node gives it. */
const KINDS: Readonly<Record<string, string>> = {
  Timeout: 'a timer',
  TCPSERVERWRAP: 'a server',
  TCPWRAP: 'a connection',
  PIPEWRAP: 'a pipe',
  PROCESSWRAP: 'a process',
  WORKER: 'a thread',
  FSEVENTWRAP: 'a watch on a file',
};

interface Made {
  readonly kind: string;
  readonly where: string;
  readonly resource: object;
}

/** The line of code that is asking, past Node, packages and this file. */
const whereAsked = (): string => {
  const lines = (new Error('here').stack ?? '').split('\n').slice(1);
  const line = lines.find((one) => !/node:|node_modules|testing\/conformance\//.test(one));
  const [, file, row] = /([^/\\( ]+\.[jt]sx?)(?:\?[^:]*)?:(\d+):\d+\)?$/.exec(line ?? '') ?? [];
  return file === undefined ? 'an unknown place' : `${path.basename(file)}:${row}`;
};

/** A timer that fires once and keeps nobody up, such as a time limit, is nobody's concern. */
const matters = ({ kind, resource }: Made): boolean => {
  if (kind !== 'Timeout') return true;
  const timer = resource as NodeJS.Timeout & { readonly _repeat?: number | null };
  return timer.hasRef() || typeof timer._repeat === 'number';
};

/** Follows what the code of a plugin opens, from now until `end`. */
export const followLeftovers = (watch: Watch): { readonly end: () => readonly string[] } => {
  const open = new Map<number, Made>();
  const hook = createHook({
    init: (id, kind, _trigger, resource) => {
      if (kind in KINDS && watch.isInside) open.set(id, { kind, where: whereAsked(), resource });
    },
    destroy: (id) => {
      open.delete(id);
    },
  }).enable();
  return {
    end: () => {
      hook.disable();
      const left = [...open.values()].filter(matters);
      return [...new Set(left.map(({ kind, where }) => `${KINDS[kind]} of ${where}`))];
    },
  };
};
