import { createLogger, type Logger } from '../../observability/logger.ts';
import { log } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg?: string };

/** The host's own logger, secrets left out as always; its lines are kept instead of printed. */
const fake = (): Logger & { readonly lines: readonly LogLine[] } => {
  const lines: LogLine[] = [];
  const logger = createLogger('trace', { write: (line) => lines.push(JSON.parse(line) as LogLine) });
  return Object.assign(logger, { lines });
};

export const testLog = testService(log, fake);
