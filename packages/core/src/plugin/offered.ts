import type { Token } from '../container/token.ts';
import * as services from './services.ts';

/**
 * Of core's services, those that plugins may use: with any other they could leave their tenant. The tokens themselves
 * and not their names, which anybody can write.
 */
export const OFFERED: ReadonlySet<Token<unknown>> = new Set(Object.values(services));
