import { Refusal, type Context } from '@compliance-os/core';
import type { z } from 'zod';
import type { BulkCommand, BulkReply } from '../api/commands.ts';
import type { CommandDeps } from './command.ts';
import { runCommand } from './commands.ts';

type Result = z.input<typeof BulkReply>['results'][number];

/**
 * One step for many instances. Each stands behind its own savepoint: what is refused is told row by row and changes
 * nothing, the others go through.
 */
export const runCommands = async (
  deps: CommandDeps,
  ctx: Context,
  ids: readonly string[],
  command: z.output<typeof BulkCommand>['command'],
): Promise<z.input<typeof BulkReply>> => {
  const results: Result[] = [];
  // In one order whoever calls, so that two bulk calls never wait for each other in a circle.
  for (const id of [...new Set(ids)].toSorted()) {
    results.push(
      await deps.db
        .attempt(ctx, () => runCommand(deps, ctx, id, command))
        .then(({ status }): Result => ({ id, ok: true, status, code: null, reasons: [] }), refused(id)),
    );
  }
  const done = results.filter(({ ok }) => ok).length;
  return { done, refused: results.length - done, results };
};

/** What is not a refusal is our fault, and ends the whole call. */
const refused =
  (id: string) =>
  (error: unknown): Result => {
    if (!(error instanceof Refusal)) throw error;
    const reasons = error.faults.map(({ path, message }) => ({ code: path, message }));
    return {
      id,
      ok: false,
      status: null,
      code: error.code,
      reasons: reasons.length > 0 ? reasons : [{ code: error.code, message: error.message }],
    };
  };
