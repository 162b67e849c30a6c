import { humanise } from '@compliance-os/ui';
import type { Frequency } from '../../domain/period.ts';
import type { TextKey, useT } from '../texts/use-t.ts';

const NAMES = {
  monthly: 'monthly',
  quarterly: 'quarterly',
  'half-yearly': 'halfYearly',
  annual: 'annual',
  event: 'onEvent',
  'one-time': 'oneTime',
} as const satisfies Record<Frequency, TextKey>;

/** How often a master comes due, in words; the word itself where a newer server knows one more. */
export const frequencyName = (t: ReturnType<typeof useT>, frequency: string): string =>
  Object.hasOwn(NAMES, frequency) ? t(NAMES[frequency as Frequency]) : humanise(frequency);
