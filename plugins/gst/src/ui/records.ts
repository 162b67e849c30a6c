import type { api as compliance } from '@compliance-os/compliance';
import type { z } from 'zod';

/** What the panels read of the compliance plugin's API; the plugin's own shapes come from `../api`. */
export type Registration = z.input<typeof compliance.RegistrationItem>;
export type FactValue = Registration['facts'][number]['value'];

/** A registration's fact as it stands on a day; undefined where none is stated, null where it is recorded as unknown. */
export const factOn = ({ facts }: Registration, field: string, day: string): FactValue | undefined =>
  facts.find((it) => it.field === field && it.from <= day && (it.to === null || it.to >= day))?.value;
