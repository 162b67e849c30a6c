/** What GST makes of recorded facts, in the order in which one builds on the other. */
import type { Derivation, DerivedEvents } from '@compliance-os/compliance';
import { filesQuarterly } from './qrmp.ts';
import { registrationEvents } from './registration-events.ts';
import { settledStatus } from './registration-status.ts';
import { turnoverOfYears } from './turnover.ts';

export const gstDerivations: readonly Derivation[] = [settledStatus, turnoverOfYears, filesQuarterly];
export const gstEvents: readonly DerivedEvents[] = [registrationEvents];
