import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of a test in a process of its own. */
export interface TestProcess<R> {
  /** what it said once it was ready */
  readonly ready: R;
  /** SIGKILL: nothing is closed, nothing is rolled back by us. */
  readonly kill: () => Promise<void>;
}

/**
 * Starts a program so that a test can kill it. It gets the options as JSON in its first argument, and says that it is
 * ready by one line of JSON, an object.
 * @throws Error with the end of what it complained of, where it ended before it was ready
 */
export const startProcess = async <R extends object>(
  program: URL,
  options: object,
): Promise<TestProcess<R>> => {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@compliance-os/source',
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(program),
      JSON.stringify(options),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return { ready: JSON.parse(line) as R, kill };
  }
  throw new Error(`the process ended before it was ready:\n${complaints.join('').slice(-2_000)}`);
};
