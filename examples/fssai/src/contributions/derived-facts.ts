import type { DerivedFacts } from '@compliance-os/compliance';
import { expiries } from '../domain/facts.ts';

/** Masters count from `fssai.expires`; while it is not known, the last day is asked for. */
const derived: DerivedFacts = {
  derivations: [],
  events: [
    { produces: ['fssai.expires'], derive: expiries, toldBy: { 'fssai.expires': 'fssai.validUntil' } },
  ],
  filings: [],
};

export default derived;
