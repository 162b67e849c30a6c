import type { JobHandler } from '@compliance-os/core';

/** Does nothing: what is left is what a job costs. */
const handler: JobHandler<{ deps: Record<never, never> }> = async () => {};

export default handler;
