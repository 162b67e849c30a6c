import type { MastersContribution } from '@compliance-os/compliance';
import { FIELDS } from '../domain/facts.ts';
import { masters } from '../masters/index.ts';

const contribution: MastersContribution = {
  family: 'fssai',
  label: 'Food licences',
  masters,
  coverage: [],
  notifications: [],
  fields: FIELDS,
  acknowledgementKind: 'REFERENCE',
};

export default contribution;
