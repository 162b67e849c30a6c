import { describe, expect, it } from 'vitest';
import { describeFinding } from '../plugin/validate.ts';
import { readPackageManifest, type PackageManifestInput } from './manifest.ts';
import { packageFiles } from './test/packages.ts';

const HASH = 'a'.repeat(64);

const problemsOf = (text: string | Uint8Array): readonly string[] => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const read = readPackageManifest('food.tgz', bytes);
  return 'findings' in read ? read.findings.map(describeFinding) : [];
};

const with_ = (part: object): readonly string[] =>
  problemsOf(packageFiles(part as Partial<PackageManifestInput>).get('plugin.json')!);

describe('plugin.json', () => {
  it('is read with what it may leave out', () => {
    const read = readPackageManifest('food.tgz', packageFiles().get('plugin.json')!);
    expect('value' in read && read.value).toMatchObject({
      id: 'food',
      requires: {},
      capabilities: {},
      isolated: false,
      breaking: [],
      shared: {},
    });
  });

  it.each<[object, string]>([
    [{ format: 2 }, 'plugin "food.tgz": plugin.json: format: expected 1, received 2'],
    [
      { id: 'Food/..' },
      'plugin "food.tgz": plugin.json: id: expected lower-case letters, digits and hyphens, at most 31, received "Food/.."',
    ],
    [
      { version: '1.2' },
      'plugin "food.tgz": plugin.json: version: expected a semantic version, received "1.2"',
    ],
    [
      { version: '../1' },
      'plugin "food.tgz": plugin.json: version: expected a semantic version, received "../1"',
    ],
    [
      { hostApi: 'new' },
      'plugin "food.tgz": plugin.json: hostApi: expected a range of versions, received "new"',
    ],
    [
      { requires: { compliance: 1 } },
      'plugin "food.tgz": plugin.json: requires.compliance: expected string, received 1',
    ],
    [
      { server: 'server/../../x.js' },
      'plugin "food.tgz": plugin.json: server: expected "server/plugin.js", received "server/../../x.js"',
    ],
    [
      { ui: 'server/plugin.js', uiApi: 1 },
      'plugin "food.tgz": plugin.json: ui: expected a .js file below ui/, received "server/plugin.js"',
    ],
    [
      { breaking: ['rename'] },
      'plugin "food.tgz": plugin.json: breaking.0: expected the name of a migration, as in 0003_split-name, received "rename"',
    ],
    [
      { files: { 'server/plugin.js': HASH, '../trust.json': HASH } },
      'plugin "food.tgz": plugin.json: files: expected a relative path below the package, with forward slashes, received the key "../trust.json"',
    ],
    [
      { files: { 'server/plugin.js': 'abc' } },
      'plugin "food.tgz": plugin.json: files.server/plugin.js: expected a SHA-256 in hex, lower case, received "abc"',
    ],
    [
      { servr: 'x' },
      'plugin "food.tgz": plugin.json: expected no key that its format does not have, received "servr"',
    ],
  ])('is refused with path, expected and received: %j', (part, problem) => {
    expect(with_(part)).toEqual([problem]);
  });

  it.each<[object, string]>([
    [
      { files: {} },
      'plugin "food@1.2.0": plugin.json: server: expected "server/plugin.js" among its files, received none',
    ],
    [
      { breaking: ['0002_split'] },
      'plugin "food@1.2.0": plugin.json: breaking.0: expected "server/migrations/0002_split.js" among its files, received none',
    ],
    [
      { uiApi: 1 },
      'plugin "food@1.2.0": plugin.json: uiApi: expected ui and uiApi together or neither, received uiApi alone',
    ],
    [
      { files: { 'server/plugin.js': HASH, 'plugin.sig': HASH } },
      'plugin "food@1.2.0": plugin.json: files.plugin.sig: expected no hash of a file that cannot have one here, received plugin.sig',
    ],
  ])('has to agree with itself: %j', (part, problem) => {
    expect(with_(part)).toEqual([problem]);
  });

  it('reports all that is wrong at once', () => {
    expect(with_({ version: 'x', hostApi: 'y', format: 3 })).toHaveLength(3);
  });

  it('is no JSON where it is not', () => {
    expect(problemsOf('{')[0]).toMatch(/^plugin "food.tgz": plugin.json: expected JSON in UTF-8, received /);
    expect(problemsOf(Uint8Array.of(0xff, 0xfe))[0]).toMatch(/expected JSON in UTF-8/);
  });
});
