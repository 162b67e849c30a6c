import { describe, expect, it } from 'vitest';
import { commandOf, type Launch, type Walls } from './launch.ts';

const LAUNCH: Launch = {
  entry: new URL('file:///plugins/far/server/plugin.js'),
  root: '/plugins/far',
  limits: { heapMb: 64, memoryMb: 100 },
};
const NONE: Walls = { namespaces: undefined, memory: false, end: false };

describe('the command of a process', () => {
  it('is Node under its permission model, which may read its folder and nothing else but what is shared', () => {
    const [command, args] = commandOf(LAUNCH, NONE);
    expect(command).toBe(process.execPath);
    expect(args).toContain('--permission');
    expect(args.filter((arg) => arg.startsWith('--allow-')).map((arg) => arg.split('=')[0])).toEqual(
      args.filter((arg) => arg.startsWith('--allow-fs-read=')).map(() => '--allow-fs-read'),
    );
    expect(args).toContain('--allow-fs-read=/plugins/far');
    expect(args).toContain('--max-old-space-size=64');
  });

  it('stands behind each wall that there is, the one that ends it outermost', () => {
    const [command, args] = commandOf(LAUNCH, { namespaces: ['--net'], memory: true, end: true });
    const words = [command, ...args];
    expect(words.slice(0, 7)).toEqual([
      'setpriv',
      '--pdeathsig',
      'KILL',
      'prlimit',
      '--data=104857600',
      'unshare',
      '--net',
    ]);
    expect(words.slice(7, 9)).toEqual(['--', process.execPath]);
  });
});
