import { nameOf, type PackageFiles, type PackageManifest, type Signer } from '@compliance-os/core/package';

const WIDTH = 17;

const line = (label: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`  ${label.padEnd(WIDTH)}${values.join(', ')}`];

/** Each is marked where the version before did not have it: what an operator has to look at. */
const marked = (values: readonly string[], before: readonly string[] | undefined): readonly string[] =>
  values.map((value) => (before === undefined || before.includes(value) ? value : `${value} (new)`));

/** What a package says of itself before it is installed, line by line. */
export const describePackage = (
  manifest: PackageManifest,
  files: PackageFiles,
  signer: Signer | undefined,
  before: PackageManifest | undefined,
): readonly string[] => {
  const { declares } = manifest;
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return [
    `${nameOf(manifest)}  ${manifest.name}`,
    ...line('signed by', [signer ? `${signer.name} (${signer.key})` : 'nobody that is trusted here']),
    ...line('replaces', before && nameOf(before) !== nameOf(manifest) ? [nameOf(before)] : []),
    ...line(
      'requires',
      Object.entries(manifest.requires).map(([id, range]) => `${id} ${range}`),
    ),
    ...Object.entries(manifest.capabilities).flatMap(([kind, names]) =>
      line(`may use ${kind}`, marked(names, before && (before.capabilities[kind] ?? []))),
    ),
    ...line('runs in', [manifest.isolated ? 'a process of its own' : "the portal's process"]),
    ...line('tables', marked(declares?.tables ?? [], before?.declares?.tables)),
    ...line('permissions', marked(declares?.permissions ?? [], before?.declares?.permissions)),
    ...line('routes', marked(declares?.routes ?? [], before?.declares?.routes)),
    ...line('jobs', marked(declares?.jobs ?? [], before?.declares?.jobs)),
    ...line('panels in', marked(declares?.slots ?? [], before?.declares?.slots)),
    ...line(
      'no way back',
      manifest.breaking.map((name) => `behind migration ${name}`),
    ),
    ...line('files', [`${files.size}, ${Math.ceil(bytes / 1024)} kB`]),
  ];
};
