import type { EventHandler } from '@compliance-os/core';
import type { z } from 'zod';
import type { instancesRevised } from '../../src/api/events.ts';
import { heard } from './heard.ts';

const handler: EventHandler<z.output<typeof instancesRevised.payload>> = async ({ event }) => {
  heard.push(...event.payload.changes);
};

export default handler;
