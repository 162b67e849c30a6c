/** A portal with its plugins, and beside it the handler of one of them behind the same checks, without the host's way to it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openPortal, type PortalSettings } from '../../portal/open-portal.ts';
import { tellParent } from '../../servers/tell-parent.ts';
import { directRoute } from './direct-route.ts';

interface Settings extends PortalSettings {
  /** 0: one that is free */
  readonly port?: number;
}

const settings = JSON.parse(process.argv[2]!) as Settings;
const portal = await openPortal(settings);
const direct = express();
direct.get('/direct/items', directRoute(portal));
const server = createServer((request, response) =>
  request.url?.startsWith('/direct/') ? direct(request, response) : portal.host.app(request, response),
);
server.listen(settings.port ?? 0, '127.0.0.1', () =>
  tellParent((server.address() as AddressInfo).port, async () => {
    server.close();
    await portal.close();
  }),
);
