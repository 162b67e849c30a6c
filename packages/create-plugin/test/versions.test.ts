import { readFileSync } from 'node:fs';
import path from 'node:path';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { AUTHOR_TOOLS, HOST, NODE, TOOLS } from '../src/versions.ts';

interface Package {
  readonly version: string;
}
const ROOT = path.join(import.meta.dirname, '../../..');
const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as T;
const { packages } = read<{ packages: Record<string, Package> }>('package-lock.json');

describe('a new plugin', () => {
  it.each(Object.entries({ ...TOOLS, ...NODE }))(
    'is made with the %s that this repository uses',
    (name, version) => expect(packages[`node_modules/${name}`]!.version).toBe(version),
  );

  it.each(Object.entries({ ...HOST, ...AUTHOR_TOOLS }))('asks for the %s that is here', (name, range) => {
    const folder = name === '@compliance-os/compliance' ? 'plugins' : 'packages';
    const { version } = read<Package>(`${folder}/${name.split('/')[1]}/package.json`);
    expect(semver.minVersion(range)?.version).toBe(version);
  });
});
