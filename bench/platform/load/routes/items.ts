import type { RouteHandler } from '@compliance-os/core';
import { ITEMS, type ItemPage } from '../items.ts';

const handler: RouteHandler<{ reply: typeof ItemPage }> = async () => ({ items: ITEMS });

export default handler;
