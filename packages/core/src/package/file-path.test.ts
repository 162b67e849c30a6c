import { describe, expect, it } from 'vitest';
import { clashingPaths, filePathFault } from './file-path.ts';

describe('filePathFault', () => {
  it.each(['plugin.json', 'ui/ui-D_f3-x.js', 'server/migrations/0001_first.js', '@a/b+c~1.js'])(
    'lets a path below the package pass: %s',
    (path) => {
      expect(filePathFault(path)).toBeUndefined();
    },
  );

  it.each([
    ['', 'between 1 and 240 letters'],
    ['a'.repeat(241), 'between 1 and 240 letters'],
    ['/etc/passwd', 'a relative path'],
    ['../trust.json', 'no empty, "." or ".." part'],
    ['ui/../../trust.json', 'no empty, "." or ".." part'],
    ['ui//x.js', 'no empty, "." or ".." part'],
    ['./x.js', 'no empty, "." or ".." part'],
    ['C:/x.js', 'letters, digits and _ @ ~ + . - only'],
    ['ui\\..\\x.js', 'letters, digits and _ @ ~ + . - only'],
    ['ui/x\0.js', 'letters, digits and _ @ ~ + . - only'],
    ['ui/%2e%2e', 'letters, digits and _ @ ~ + . - only'],
    ['ui/x.', 'a name that every file system can hold'],
    ['ui/nul.js', 'a name that every file system can hold'],
  ])('refuses %j', (path, expected) => {
    expect(filePathFault(path)).toBe(expected);
  });
});

describe('clashingPaths', () => {
  it.each([
    [['a.js', 'b.js', 'ui/a.js'], []],
    [['a.js', 'a.js'], ['a.js']],
    [['ui/a.js', 'UI/A.js'], ['UI/A.js']],
    [['ui', 'ui/a.js'], ['ui']],
  ])('of %j are %j', (paths, clashing) => {
    expect(clashingPaths(paths)).toEqual(clashing);
  });
});
