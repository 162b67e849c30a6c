import type { z } from 'zod';
import type { instancesRevised } from '../../src/api/events.ts';

type Change = z.output<typeof instancesRevised.payload>['changes'][number];

export const heard: Change[] = [];
