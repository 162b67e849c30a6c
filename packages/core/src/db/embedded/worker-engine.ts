import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Engine, EngineReply } from './engine.ts';
import type { EngineOptions } from './pglite.ts';

/** What the thread is asked, answered one by one in order. */
export type WorkerRequest =
  | { readonly kind: 'run'; readonly prelude: Uint8Array | undefined; readonly batch: Uint8Array }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };

/** What the thread says; `opened` comes first and answers nothing. */
export type WorkerMessage =
  | { readonly kind: 'opened'; readonly serverVersion: string }
  | { readonly kind: 'answer'; readonly value: EngineReply | Blob | undefined }
  | { readonly kind: 'error'; readonly error: Error };

interface Pending {
  resolve(value: EngineReply | Blob | undefined): void;
  reject(error: Error): void;
}

/** From source the worker is a .ts file, from the compiled package a .js file: like this one. */
const workerFile = new URL(`./engine-worker${path.extname(import.meta.url)}`, import.meta.url);

/** Opens the engine in a thread of its own, so that a slow statement stops nobody else. */
export const openWorkerEngine = async (options: EngineOptions): Promise<Engine> => {
  // No flags of this process are passed on: some (--input-type) would keep the thread from starting.
  const worker = new Worker(workerFile, { workerData: options, name: 'embedded-database', execArgv: [] });
  const pending: Pending[] = [];
  let gone: Error | undefined;
  const fail = (error: Error): void => {
    gone ??= error;
    for (const waiting of pending.splice(0)) waiting.reject(gone);
  };
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the database thread has ended with code ${code}`)));

  const opened = await new Promise<string>((resolve, reject) => {
    pending.push({ resolve: () => undefined, reject });
    worker.on('message', (message: WorkerMessage) => {
      const waiting = pending.shift();
      if (message.kind === 'opened') resolve(message.serverVersion);
      else if (message.kind === 'error') {
        // PostgreSQL's own errors are answers; this one came from the engine itself, which cannot be used again.
        waiting?.reject(message.error);
        fail(message.error);
        void worker.terminate();
      } else waiting?.resolve(message.value);
    });
  });

  const ask = (
    request: WorkerRequest,
    transfer: ArrayBuffer[] = [],
  ): Promise<EngineReply | Blob | undefined> =>
    new Promise((resolve, reject) => {
      if (gone !== undefined) return reject(gone);
      pending.push({ resolve, reject });
      worker.postMessage(request, transfer);
    });

  return {
    serverVersion: opened,
    run: ({ prelude, batch }) => {
      const copies = { prelude: prelude && Uint8Array.from(prelude), batch: Uint8Array.from(batch) };
      const transfer = [
        copies.batch.buffer,
        ...(copies.prelude === undefined ? [] : [copies.prelude.buffer]),
      ];
      return ask({ kind: 'run', ...copies }, transfer) as Promise<EngineReply>;
    },
    dump: () => ask({ kind: 'dump' }) as Promise<Blob>,
    close: async () => {
      if (gone !== undefined) return;
      await ask({ kind: 'close' });
      await worker.terminate();
    },
  };
};
