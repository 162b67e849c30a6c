import type { HealthReport } from '../../src/index.ts';

export default async (): Promise<HealthReport> => ({ status: 'ok', detail: 'from its own process' });
