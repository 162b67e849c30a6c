import type { JobHandler } from '../plugin/job.ts';
import type { dataLife, ExportPayload } from './contract.ts';

const handler: JobHandler<{
  payload: typeof ExportPayload;
  deps: { data: typeof dataLife };
}> = ({ ctx, payload, deps }) => deps.data.makeExport(ctx, payload.export);

export default handler;
