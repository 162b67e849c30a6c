/** Events that are filings: the annual return closes credit of its year (s.16(4)), the first GSTR-1 the wait for a bank account (rule 10A). */
import type { FilingEvent } from '@compliance-os/compliance';

export const returnsFiled: readonly FilingEvent[] = [
  { event: 'gstr9.filed', masters: ['GST-GSTR9'], which: 'of-period' },
  { event: 'gstr1.first', masters: ['GST-GSTR1-M', 'GST-GSTR1-Q', 'GST-IFF'], which: 'first' },
];
