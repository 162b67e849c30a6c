import { FrozenClock } from '../../context/clock.ts';
import { clock } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

/** Stands still until it is told to move. @param now instant in ISO 8601 */
const fake = (now = '2026-11-22T06:00:00Z'): FrozenClock => new FrozenClock(now);

export const testClock = testService(clock, fake);
