import type { DerivedFacts } from '@compliance-os/compliance';
import { gstDerivations, gstEvents } from '../domain/derivations.ts';
import { returnsFiled } from '../domain/filing-events.ts';

const derived: DerivedFacts = { derivations: gstDerivations, events: gstEvents, filings: returnsFiled };

export default derived;
