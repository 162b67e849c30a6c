import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a process may take. */
export interface ProcessLimits {
  /** heap of its JavaScript, in MiB */
  readonly heapMb: number;
  /** all memory that it writes to, in MiB; held by the kernel, where there is `prlimit` */
  readonly memoryMb: number;
}

export interface Launch {
  /** module of the manifest */
  readonly entry: URL;
  /** the folder that the process may read, beside what it shares with the host */
  readonly root: string;
  /** path in `root` → SHA-256 in hex: what else is loaded from there is refused; nothing is checked where it is left out */
  readonly files?: Readonly<Record<string, string>> | undefined;
  readonly limits: ProcessLimits;
}

const CORE = path.resolve(fileURLToPath(new URL('../../', import.meta.url)));
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const MAIN = fileURLToPath(new URL(`./child/main.${FROM_SOURCE ? 'ts' : 'js'}`, import.meta.url));

/** Where the modules stand that the host shares: core itself, and the packages that core and plugins import. */
const sharedFolders = (): readonly string[] => {
  const folders: string[] = [CORE];
  for (let folder = CORE; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const modules = path.join(folder, 'node_modules');
    if (existsSync(modules)) folders.push(modules);
  }
  return folders;
};

/** Of a package only what a process loads: arguments of a program have an end. */
const codeIn = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).filter(([file]) => file.startsWith('server/')));

/** Node's own walls: files of these folders can be read, nothing else of the machine; no process, worker or addon. */
export const nodeArguments = ({ entry, root, files, limits }: Launch): readonly string[] => [
  '--permission',
  ...[root, ...sharedFolders()].map((folder) => `--allow-fs-read=${folder}`),
  `--max-old-space-size=${limits.heapMb}`,
  '--disable-sigusr1',
  '--no-warnings',
  ...(FROM_SOURCE ? ['--conditions=@compliance-os/source'] : []),
  MAIN,
  entry.href,
  root,
  ...(files ? [JSON.stringify(codeIn(files))] : []),
];

export interface Walls {
  /** a network of its own with nothing in it, and no sight of other processes */
  readonly namespaces: readonly string[] | undefined;
  /** the kernel counts its memory */
  readonly memory: boolean;
  /** the kernel ends it when the host is killed, also while it runs in a circle */
  readonly end: boolean;
}

const run = promisify(execFile);
const runs = (command: string, ...args: readonly string[]): Promise<boolean> =>
  run(command, [...args, 'true'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );

const NAMESPACES = ['--net', '--pid', '--fork', '--kill-child'];

const findWalls = async (): Promise<Walls> => {
  if (process.platform !== 'linux') return { namespaces: undefined, memory: false, end: false };
  const withUser = ['--user', '--map-current-user', ...NAMESPACES];
  const namespaces = (await runs('unshare', ...withUser))
    ? withUser
    : (await runs('unshare', ...NAMESPACES))
      ? NAMESPACES
      : undefined;
  return {
    namespaces,
    memory: await runs('prlimit', '--data=1000000000'),
    end: await runs('setpriv', '--pdeathsig', 'KILL'),
  };
};

let found: Promise<Walls> | undefined;
/** What this machine lets us put around a process; asked once. */
export const walls = (): Promise<Walls> => (found ??= findWalls());

/** The program and its arguments, with as many walls as there are. */
export const commandOf = (
  launch: Launch,
  { namespaces, memory, end }: Walls,
): readonly [string, readonly string[]] => {
  const command = [
    ...(end ? ['setpriv', '--pdeathsig', 'KILL'] : []),
    ...(memory ? ['prlimit', `--data=${launch.limits.memoryMb * 1024 * 1024}`] : []),
    ...(namespaces ? ['unshare', ...namespaces, '--'] : []),
    process.execPath,
    ...nodeArguments(launch),
  ];
  return [command[0]!, command.slice(1)];
};

/** Starts it with an empty environment. Descriptor 2 tells why it ended, descriptor 3 is the channel. */
export const launchProcess = async (launch: Launch): Promise<ChildProcess> => {
  const [command, args] = commandOf(launch, await walls());
  return spawn(command, args, {
    cwd: launch.root,
    env: command === process.execPath ? {} : { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
};
