import type { MastersContribution } from '@compliance-os/compliance';
import { masters } from '../masters/index.ts';

const contribution: MastersContribution = {
  family: '__id__',
  label: '__Name__',
  masters,
  coverage: [],
  notifications: [],
  fields: {},
  acknowledgementKind: 'ACK',
};

export default contribution;
