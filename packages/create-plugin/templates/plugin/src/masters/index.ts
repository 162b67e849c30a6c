import type { Master } from '@compliance-os/compliance';
import { annualReturnMaster } from './annual-return.ts';

export const masters: readonly Master[] = [annualReturnMaster];
