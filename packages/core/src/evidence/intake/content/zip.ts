import { EvidenceContentInvalid } from '../errors.ts';
import { extensionOf } from '../file-name.ts';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';
import { readZipDirectory } from './zip-directory.ts';
import { zipMembers } from './zip-members.ts';

const ARCHIVES = ['504b0304', '52617221', '377abcaf', '1f8b', '425a68', 'fd377a58'];
const PROGRAMS = ['4d5a', '7f454c46'];
const OFFICE = ['xlsx', 'docx', 'pptx'];

/** A plain archive: within the limits and without archives inside it, Office documents excepted. */
export async function checkZip(source: Source): Promise<readonly ContentWarning[]> {
  const warnings = new Set<ContentWarning>();
  for await (const { name, head } of zipMembers(source, await readZipDirectory(source), () => false)) {
    const signature = head.toString('hex');
    if (PROGRAMS.some((start) => signature.startsWith(start))) warnings.add('zip-executable');
    if (ARCHIVES.some((start) => signature.startsWith(start)) && !OFFICE.includes(extensionOf(name))) {
      const received = `the archive ${JSON.stringify(name.slice(0, 100))}`;
      throw new EvidenceContentInvalid(source.fileName, 'no archive inside the archive', received);
    }
  }
  return [...warnings];
}
