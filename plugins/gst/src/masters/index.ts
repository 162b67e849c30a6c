/** GST as data: every master, the coverage groups they stand in, and the notifications that moved them. */
import type { Master } from '@compliance-os/compliance';
import { annualDuties } from './annual.ts';
import { composition } from './composition.ts';
import { creditControls } from './credit.ts';
import { eventDuties } from './events.ts';
import { monthlyReturns } from './returns-monthly.ts';
import { quarterlyReturns } from './returns-quarterly.ts';
import { specialReturns } from './returns-special.ts';

export const gstMasters: readonly Master[] = [
  ...monthlyReturns,
  ...quarterlyReturns,
  ...composition,
  ...specialReturns,
  ...annualDuties,
  ...creditControls,
  ...eventDuties,
];

export { gstCoverage } from './coverage.ts';
export { gstExtensions } from './extensions.ts';
