import type { ImportPreview } from '../api/compliance.ts';
import { request } from '../api/portal.ts';

/** The columns that the import reads, with one company filled in. Its numbers are made up, with valid check digits. */
const SAMPLE = `entity,legalName,kind,pan,cin,state,type,number,stateCode,from
Narmada Steel,Narmada Steel Private Limited,company,AABCN1234K,U27100GJ2012PTC071234,Gujarat,gstin,24AABCN1234K1Z5,24,2017-07-01
Narmada Steel,Narmada Steel Private Limited,company,AABCN1234K,U27100GJ2012PTC071234,Gujarat,tan,AHMN01234B,24,2012-04-01
`;

export const sampleFile = (): File => new File([SAMPLE], 'sample-registrations.csv', { type: 'text/csv' });

export function previewOf(file: File): Promise<ImportPreview> {
  const form = new FormData();
  form.append('file', file, file.name);
  return request('/v1/compliance/import/preview', { body: form });
}

/** Commits exactly the file that was previewed: the server compares its hash. */
export function commitOf(file: File, fileHash: string): Promise<unknown> {
  const form = new FormData();
  form.append('fileHash', fileHash);
  form.append('file', file, file.name);
  return request('/v1/compliance/import/commit', { body: form });
}
