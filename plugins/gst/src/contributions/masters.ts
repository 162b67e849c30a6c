import type { MastersContribution } from '@compliance-os/compliance';
import { GST_FIELDS } from '../domain/fields.ts';
import { gstCoverage, gstExtensions, gstMasters } from '../masters/index.ts';

const gst: MastersContribution = {
  family: 'gst',
  label: 'GST',
  masters: gstMasters,
  coverage: gstCoverage,
  notifications: gstExtensions,
  fields: GST_FIELDS,
  acknowledgementKind: 'ARN',
};

export default gst;
