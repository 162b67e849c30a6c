import { createInterface } from 'node:readline/promises';
import { UsageError } from '../usage.ts';

/**
 * Asks whether to go on, where there is somebody to ask.
 * @throws UsageError where there is nobody, and nobody has said yes beforehand
 */
export const confirm = async (question: string, yes: boolean): Promise<boolean> => {
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new UsageError('Nothing was changed: expected --yes, since nobody can be asked here.');
  const line = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await line.question(`${question} [y/N] `)).trim());
  } finally {
    line.close();
  }
};
