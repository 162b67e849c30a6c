import { hostToken } from '../container/token.ts';
import type { Logger } from '../observability/logger.ts';

/** The host's own log, for core's services that live as long as it does. */
export const hostLog = hostToken<Logger>('core.host-log');
