import path from 'node:path';
import { nameOf, SIGNATURE_FILE } from '@compliance-os/core/package';
import { create } from 'tar';
import { readBuilt } from './built.ts';

/** Packs a built package in npm's form. The same files make the same archive. */
export const pack = async (project: string): Promise<string> => {
  const { folder, manifest, files } = await readBuilt(project);
  const archive = path.join(path.dirname(folder), `${manifest.id}-${manifest.version}.tgz`);
  const options = {
    file: archive,
    cwd: folder,
    gzip: true,
    prefix: 'package',
    portable: true,
    mtime: new Date(0),
  };
  await create(options, [...files.keys()].toSorted());
  const unsigned = files.has(SIGNATURE_FILE)
    ? ''
    : ' It is not signed: portals refuse it unless they are set otherwise.';
  return `${nameOf(manifest)} is packed in ${archive}.${unsigned}`;
};
