/** Where exactly one of several masters must hold on every day of a registration. */
import type { CoverageGroup } from '@compliance-os/compliance';
import { CoverageGroupSchema } from '@compliance-os/compliance';
import { inService, underSection39 } from './return-terms.ts';

const regular = { all: [underSection39, inService] };

export const gstCoverage: readonly CoverageGroup[] = [
  {
    code: 'gst.return',
    name: 'One return with payment for every registration',
    law: 'CGST s.39, s.51, s.52; IGST s.14',
    subject: 'registration:gstin',
    /**
     * UIN holders furnish GSTR-11 only for months with a refund claim; a suspended person furnishes no return (rule
     * 21A(3)) and a cancelled one the final return, which is a group of its own
     */
    population: { all: [{ field: 'gstin.type', op: 'ne', value: 'uin' }, inService] },
    members: [
      'GST-GSTR3B-M',
      'GST-GSTR3B-Q',
      'GST-CMP08',
      'GST-GSTR5',
      'GST-GSTR5A',
      'GST-GSTR6',
      'GST-GSTR7',
      'GST-GSTR8',
    ],
  },
  {
    code: 'gst.outward-supplies',
    name: 'One statement of outward supplies',
    law: 'CGST s.37',
    subject: 'registration:gstin',
    population: regular,
    members: ['GST-GSTR1-M', 'GST-GSTR1-Q'],
  },
  {
    code: 'gst.ims',
    name: 'One review of GSTR-2B',
    law: 'CGST s.38',
    subject: 'registration:gstin',
    population: regular,
    members: ['GST-IMS-2B', 'GST-IMS-2B-Q'],
  },
  {
    code: 'gst.job-work',
    name: 'One ITC-04 for goods at job workers',
    law: 'rule 45(3)',
    subject: 'registration:gstin',
    population: { all: [...regular.all, { field: 'gstin.jobWork', op: 'eq', value: true }] },
    members: ['GST-ITC04-H', 'GST-ITC04-Y'],
  },
  {
    code: 'gst.final-return',
    name: 'One final return for a registration that was cancelled',
    law: 'CGST s.45',
    subject: 'registration:gstin',
    population: { all: [underSection39, { field: 'gstin.status', op: 'eq', value: 'cancelled' }] },
    members: ['GST-GSTR10'],
    afterEnd: true,
  },
].map((group) => CoverageGroupSchema.parse(group));
