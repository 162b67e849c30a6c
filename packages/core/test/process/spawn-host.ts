import type { S3StoreOptions } from '../../src/evidence/store/index.ts';
import type { Timing } from '../../src/host/timing.ts';
import { startProcess } from '../../src/testing/index.ts';

export interface HostProcessOptions {
  readonly url: string;
  readonly ownerUrl: string;
  readonly redis?: { readonly url: string; readonly prefix: string };
  readonly tenants: { readonly a: string; readonly b: string };
  readonly folder: string;
  /** the bucket that keeps the evidence, instead of the folder */
  readonly s3?: S3StoreOptions | undefined;
  /** 0 for a host that takes requests and runs no jobs */
  readonly concurrency: number;
  readonly sweepMs: number;
  readonly timing: Partial<Timing>;
}

/** What the process says once it is ready. */
export interface HostProcessReady {
  readonly url: string;
  /** tokens of two people of tenant `a` */
  readonly maker: string;
  readonly checker: string;
}

export interface HostProcess extends HostProcessReady {
  /** SIGKILL: nothing is closed, nothing is rolled back by us. */
  kill(): Promise<void>;
}

/** Starts a host in a process of its own, and waits until it serves. */
export const spawnHost = async (options: HostProcessOptions): Promise<HostProcess> => {
  const program = new URL('./host-process.ts', import.meta.url);
  const { ready, kill } = await startProcess<HostProcessReady>(program, options);
  return { ...ready, kill };
};
