import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../plugin/validate.ts';
import { readPackageManifest, type PackageManifest, type PackageManifestInput } from '../manifest.ts';
import { packageFiles } from '../test/packages.ts';
import { checkFit, type HostOffer } from './fit.ts';
import { checkSuccession } from './succession.ts';

const offer: HostOffer = {
  hostApi: '1.3.0',
  uiApi: 1,
  plugins: new Map([
    ['compliance', '1.4.0'],
    ['water', '1.0.0'],
  ]),
  builtIn: new Set(['compliance', 'water']),
  shared: new Map([
    ['@compliance-os/core', '0.4.0'],
    ['zod', '4.6.7'],
  ]),
};

const manifest = (
  part: Partial<PackageManifestInput>,
  contents: Readonly<Record<string, string>> = {},
): PackageManifest => {
  const read = readPackageManifest('food.tgz', packageFiles(part, { contents }).get('plugin.json')!);
  if ('findings' in read) throw new Error(read.findings.map(describeFinding).join('\n'));
  return read.value;
};

const problems = (part: Partial<PackageManifestInput>): string[] => {
  const contents = part.ui === undefined ? {} : { [part.ui]: '' };
  return checkFit(manifest(part, contents), offer).map(describeFinding);
};

describe('checkFit', () => {
  it('lets a package pass that was made for this portal', () => {
    expect(
      problems({
        hostApi: '^1.2.0',
        requires: { compliance: '^1.4.0' },
        shared: { zod: '^4.6.0', '@compliance-os/core': '^0.4.0' },
        ui: 'ui/ui-a.js',
        uiApi: 1,
      }),
    ).toEqual([]);
  });

  it.each<[Partial<PackageManifestInput>, string]>([
    [
      { hostApi: '^2.0.0' },
      `hostApi: expected a range that contains this host's 1.3.0, received "^2.0.0"; use a plugin version made for this host`,
    ],
    [
      { ui: 'ui/ui-a.js', uiApi: 2 },
      `uiApi: expected this back office's 1, received 2; use a plugin version built for this back office`,
    ],
    [
      { requires: { complience: '^1.0.0' } },
      'requires.complience: expected an installed plugin, received none; did you mean "compliance"?',
    ],
    [
      { requires: { fire: '^1.0.0' } },
      'requires.fire: expected an installed plugin, received none; install "fire" first',
    ],
    [
      { requires: { water: '^2.0.0' } },
      'requires.water: expected a range that contains the installed 1.0.0, received "^2.0.0"',
    ],
    [
      { shared: { zod: '^3.0.0' } },
      `shared.zod: expected a range that contains this host's 4.6.7, received "^3.0.0"; use a plugin version built for this host`,
    ],
    [
      { shared: { lodash: '^4.0.0' } },
      'shared.lodash: expected a module that this host gives (@compliance-os/core, zod), received another; its author has to bundle it',
    ],
    [{ id: 'water' }, 'id: expected an id that no plugin of the portal itself has, received "water"'],
  ])('refuses by name: %j', (part, problem) => {
    expect(problems(part)).toEqual([`plugin "${part.id ?? 'food'}@1.2.0": plugin.json: ${problem}`]);
  });
});

describe('checkSuccession', () => {
  const first = { 'server/migrations/0001_first.js': '' };
  const both = { ...first, 'server/migrations/0002_split.js': '' };
  const newer = manifest({ version: '2.0.0', breaking: ['0002_split'] }, both);

  it('refuses to go back across a breaking migration, by its name', () => {
    expect(checkSuccession([newer], manifest({ version: '1.2.0' }, first)).map(describeFinding)).toEqual([
      'plugin "food@1.2.0": plugin.json: version: expected a version that knows the breaking migration 0002_split of food@2.0.0, received the older 1.2.0; stay with 2.0.0 or install a later one',
    ]);
  });

  it('lets a version follow that knows it, and go back across one that does not break', () => {
    expect(checkSuccession([newer], manifest({ version: '1.9.0' }, both))).toEqual([]);
    expect(checkSuccession([manifest({ version: '2.0.0' }, both)], manifest({}, first))).toEqual([]);
  });
});
