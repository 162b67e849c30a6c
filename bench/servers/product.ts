/** The portal with its real sign-in, caches and limits, in a process of its own. */
import type { AddressInfo } from 'node:net';
import { openPortal, type PortalSettings } from '../portal/open-portal.ts';
import { tellParent } from './tell-parent.ts';

const portal = await openPortal(JSON.parse(process.argv[2]!) as PortalSettings);
const server = await portal.host.listen(0, '127.0.0.1');
tellParent((server.address() as AddressInfo).port, () => portal.close());
