import { describe, expect, it } from 'vitest';
import { changesBetween, versionFault, versionNeeded } from './compare.ts';
import { deprecationFaults } from './deprecations.ts';
import { readReport, reportOf, type Promised } from './report.ts';

const surface = (version: string, names: Readonly<Record<string, string>>): Promised => ({
  name: '@acme/core',
  version,
  entries: new Map([['.', new Map(Object.entries(names))]]),
});
const RELEASED = surface('1.2.0', {
  get: 'const get: Get;',
  Route: 'interface Route {\n    path: string;\n}',
});

describe('a public surface', () => {
  it('is read back from its report as it was written', () => {
    expect(readReport(reportOf(RELEASED))).toEqual(RELEASED);
  });

  it.each([
    ['nothing', {}, '1.2.0'],
    ['a new name', { put: 'const put: Put;' }, '1.3.0'],
    ['a declaration that reads otherwise', { get: 'const get: Got;' }, '1.3.0'],
    ['a name that is gone', { get: undefined }, '2.0.0'],
    ['a name that is gone and a new one', { get: undefined, put: 'const put: Put;' }, '2.0.0'],
  ])('needs, for %s', (_, change, version) => {
    const names = { ...Object.fromEntries(RELEASED.entries.get('.')!), ...change };
    const now = surface(
      '1.2.0',
      Object.fromEntries(Object.entries(names).filter(([, text]) => text)) as never,
    );
    expect(versionNeeded('1.2.0', changesBetween(RELEASED, now))).toBe(version);
  });

  it('that changes without its version says what changed and which version it takes', () => {
    const now = surface('1.2.1', { get: 'const get: Got;', put: 'const put: Put;' });
    expect(versionFault(RELEASED, now)).toBe(
      '@acme/core: version: expected at least 2.0.0, since 1.2.0 was released with another surface, received 1.2.1; added: . put; changed: . get; removed: . Route',
    );
    expect(versionFault(RELEASED, { ...now, version: '2.0.0' })).toBeUndefined();
  });
});

describe('a deprecation', () => {
  it.each([
    ['since 1.1.0, removed in 2.0.0: use `get`', []],
    [
      'use get',
      [
        'a.d.ts: @deprecated: expected "since 1.1.0, removed in 2.0.0: what to use instead", received "use get"',
      ],
    ],
    ['', ['a.d.ts: @deprecated: expected "since 1.1.0, removed in 2.0.0: what to use instead", received ""']],
    [
      'since 1.0.0, removed in 1.2.0: use `get`',
      [
        'a.d.ts: @deprecated since 1.0.0, removed in 1.2.0: use `get`: expected it to be gone in 1.2.0, received version 1.2.0',
      ],
    ],
  ])('that says "%s"', (words, faults) => {
    expect(
      deprecationFaults('a.d.ts', `/** Gets. @deprecated ${words} */\nexport const x = 1;`, '1.2.0'),
    ).toEqual(faults);
  });
});
