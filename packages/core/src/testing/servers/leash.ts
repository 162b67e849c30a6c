import { spawn } from 'node:child_process';

/**
 * Ties a server to this process: a small shell waits at the end of a pipe, and when the pipe breaks, because this
 * process has ended in whatever way, it kills the server and removes its folder.
 * @returns lets the server go, for when it has been stopped properly
 */
export const leash = (pid: number, folder: string): (() => void) => {
  const script = 'read _; kill -9 "$0"; sleep 1; rm -rf -- "$1"';
  const guard = spawn('/bin/sh', ['-c', script, String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // a Ctrl-C in the terminal must not reach it before its work is done
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  return () => guard.kill('SIGKILL');
};
