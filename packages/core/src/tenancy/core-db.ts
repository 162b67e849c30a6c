import { hostToken } from '../container/token.ts';
import type { Db } from '../db/db.ts';

/** Core's own tenant handle, for its services that live as long as the host. Plugins have `db`. */
export const coreDb = hostToken<Db>('core.core-db');
