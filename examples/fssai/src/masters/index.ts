import type { Master } from '@compliance-os/compliance';
import { annualReturnMaster } from './annual-return.ts';
import { renewalMaster } from './renewal.ts';

export const masters: readonly Master[] = [annualReturnMaster, renewalMaster];
