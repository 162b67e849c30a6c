import { startProcess, type TestProcess } from '@compliance-os/core/testing';

export interface PortalOptions {
  readonly url: string;
  readonly ownerUrl: string;
  readonly tenants: { readonly a: string; readonly b: string };
  /** of evidence */
  readonly folder: string;
  /** works on jobs that Redis hands out; without it, it takes requests only */
  readonly works?: {
    readonly redis: { readonly url: string; readonly prefix: string };
    /** time limit of a generation, in place of a quarter of an hour: its lease ends soon after */
    readonly generateMs: number;
  };
}

export interface PortalReady {
  readonly url: string;
  /** token of one who may do everything in tenant `a` */
  readonly checker: string;
}

/** Starts a portal in a process of its own, and waits until it serves. */
export const spawnPortal = (options: PortalOptions): Promise<TestProcess<PortalReady>> =>
  startProcess<PortalReady>(new URL('./portal-process.ts', import.meta.url), options);
