/** The database thread: opens the engine and answers the requests of `worker-engine.ts`, one at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import type { EngineReply } from './engine.ts';
import { openEngine, type EngineOptions } from './pglite.ts';
import type { WorkerMessage, WorkerRequest } from './worker-engine.ts';

const port = parentPort;
if (port === null) throw new Error('engine-worker is started by worker-engine, as a thread');

const engine = await openEngine(workerData as EngineOptions);

const perform = (request: WorkerRequest): Promise<EngineReply | Blob | undefined> | EngineReply => {
  switch (request.kind) {
    case 'run': {
      const batch = Buffer.from(request.batch.buffer);
      if (request.prelude === undefined) return engine.run({ batch });
      return engine.run({ batch, prelude: Buffer.from(request.prelude.buffer) });
    }
    case 'dump':
      return engine.dump();
    case 'close':
      return engine.close().then(() => undefined);
  }
};

const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

const reply = (value: EngineReply | Blob | undefined): void => {
  const bytes = value !== undefined && 'answer' in value ? value.answer.buffer : undefined;
  say({ kind: 'answer', value }, bytes instanceof ArrayBuffer ? [bytes] : []);
};

port.on('message', (request: WorkerRequest) => {
  try {
    const value = perform(request);
    if (!(value instanceof Promise)) return reply(value);
    value.then(reply, (error: Error) => say({ kind: 'error', error }));
  } catch (error) {
    say({ kind: 'error', error: error instanceof Error ? error : new Error(String(error)) });
  }
});

say({ kind: 'opened', serverVersion: engine.serverVersion });
