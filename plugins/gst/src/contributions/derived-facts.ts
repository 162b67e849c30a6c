import type { DerivedFacts } from '@compliance-os/compliance';
import { filesQuarterly } from '../domain/qrmp.ts';
import { registrationEvents } from '../domain/registration-events.ts';

const derived: DerivedFacts = { derivations: [filesQuarterly], events: [registrationEvents] };

export default derived;
