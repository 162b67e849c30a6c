import { qrmpGroup, STATES } from '../domain/state-codes.ts';
import { factOn, type Registration } from './records.ts';

/** `27AAPFU0939F1ZV` → `Maharashtra (27)`. */
export function stateOf(gstin: string): string {
  const code = gstin.slice(0, 2);
  return STATES[code] ? `${STATES[code]} (${code})` : code;
}

/** By choice; above the turnover limit returns are monthly whatever is chosen, which the applicability explains. */
export function frequencyOn(registration: Registration, day: string): 'quarterly' | 'monthly' | 'unknown' {
  const chosen = factOn(registration, 'gstin.qrmp', day);
  if (typeof chosen !== 'boolean') return 'unknown';
  return chosen ? 'quarterly' : 'monthly';
}

/** The group of states that decides the day of the quarterly GSTR-3B. */
export function groupOf(gstin: string): string {
  const group = qrmpGroup(gstin.slice(0, 2));
  return group === null ? '—' : group === 'A' ? 'A (22nd)' : 'B (24th)';
}
