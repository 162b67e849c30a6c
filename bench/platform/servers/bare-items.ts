/** The baseline: Express and the reply, and nothing between. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { tellParent } from '../../servers/tell-parent.ts';
import { ITEMS } from '../load/items.ts';

const app = express();
app.get('/items', (_request, response) => {
  response.json({ items: ITEMS });
});
const server = app.listen(0, '127.0.0.1', () =>
  tellParent((server.address() as AddressInfo).port, async () => {
    server.close();
  }),
);
