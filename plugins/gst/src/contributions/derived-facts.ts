import type { DerivedFacts } from '@compliance-os/compliance';
import { returnsFiled } from '../domain/filing-events.ts';
import { filesQuarterly } from '../domain/qrmp.ts';
import { registrationEvents } from '../domain/registration-events.ts';

const derived: DerivedFacts = {
  derivations: [filesQuarterly],
  events: [registrationEvents],
  filings: returnsFiled,
};

export default derived;
