import { api } from '@compliance-os/compliance';
import { z } from 'zod';

/** The parts of a GSTIN as a person reads them, left to right. */
const GstinParts = z.object({
  stateCode: z.string(),
  /** null for a code that no state has */
  state: z.string().nullable(),
  /** null for shapes without one (non-resident, OIDAR, UIN) and for deductors registered by TAN */
  pan: z.string().nullable(),
  tan: z.string().nullable(),
  /** 13th character: which registration of this PAN in the state */
  entityNumber: z.string(),
  /** 15th character */
  checkCharacter: z.string(),
  /** false for shapes whose check character follows no published algorithm */
  checkVerified: z.boolean(),
  shape: z.enum(['ordinary', 'tds-deductor', 'ecom-tcs', 'nrtp', 'oidar', 'uin']),
});

/** What a GSTIN says by itself, and how it stands today. */
export const Standing = z.object({
  registrationId: z.uuid(),
  entityId: z.uuid(),
  gstin: z.string(),
  /** null where the number on record is no valid GSTIN; `faults` says why */
  parts: GstinParts.nullable(),
  faults: z.array(z.string()),
  from: api.Day,
  to: api.Day.nullable(),
  qrmp: z.object({
    /** null: the state is in neither list of the notification */
    group: z.enum(['A', 'B']).nullable(),
    /** day of the month after the quarter on which the quarterly GSTR-3B is due */
    dueDay: z.int().nullable(),
    meaning: z.string(),
  }),
  filesQuarterly: z.object({
    /** null: no GSTR-3B of today is on record */
    value: z.boolean().nullable(),
    reasons: z.array(z.string()),
  }),
  /** which return waits for which, among those this GSTIN owes */
  blocks: z.array(
    z.object({
      before: z.object({ masterCode: z.string(), form: z.string() }),
      after: z.object({ masterCode: z.string(), form: z.string() }),
      /** period of `before`, seen from the period of `after` */
      period: z.enum(['same', 'previous', 'within']),
      law: z.string().nullable(),
    }),
  ),
});
export type Standing = z.input<typeof Standing>;
