import type { ImportPreview } from '../api/compliance.ts';
import { request } from '../api/portal.ts';

/**
 * One row a registration, its entity beside it: the form that a single sheet takes. The companies are made up; their
 * numbers have valid check characters.
 */
const SAMPLE = `Entity,Legal name,Kind,PAN,State,Law,Number,Registered on,gst_type,gst_status,qrmp,turnover_previous_year
Narmada Steel,Narmada Steel Private Limited,company,AABCN1234K,Maharashtra,gstin,27AABCN1234K1ZL,2017-07-01,regular,active,no,820000000
Narmada Steel,Narmada Steel Private Limited,company,AABCN1234K,Maharashtra,gstin,24AABCN1234K1ZR,2018-04-01,regular,active,no,820000000
Narmada Steel,Narmada Steel Private Limited,company,AABCN1234K,Maharashtra,gstin,07AABCN1234K1ZN,2019-10-01,regular,active,no,820000000
Malabar Spices,Malabar Spices and Company,firm,AAKFM4321P,Karnataka,gstin,29AAKFM4321P1ZR,2017-07-01,regular,active,yes,31000000
Malabar Spices,Malabar Spices and Company,firm,AAKFM4321P,Karnataka,gstin,33AAKFM4321P1Z2,2021-01-01,regular,active,yes,
`;

export const sampleFile = (): File => new File([SAMPLE], 'sample-registrations.csv', { type: 'text/csv' });

export function previewOf(file: File): Promise<ImportPreview> {
  const form = new FormData();
  form.append('file', file, file.name);
  return request('/v1/compliance/import/preview', { body: form });
}

/** Commits exactly the file that was previewed: the server compares its hash. */
export function commitOf(file: File, fileHash: string): Promise<{ readonly entityIds: readonly string[] }> {
  const form = new FormData();
  form.append('fileHash', fileHash);
  form.append('file', file, file.name);
  return request('/v1/compliance/import/commit', { body: form });
}
