/** One batch of client messages, and what must have run before it. */
export interface EngineRequest {
  /** run first; when it fails, the batch does not run and its answer is the answer */
  readonly prelude?: Buffer;
  readonly batch: Buffer;
}

export interface EngineReply {
  readonly answer: Uint8Array;
  /** the prelude failed and the batch did not run */
  readonly refused: boolean;
}

/**
 * The one session of the embedded database. Requests run one at a time, in the order given. An error of
 * PostgreSQL is an answer; a rejection means that the engine itself is gone.
 */
export interface Engine {
  readonly serverVersion: string;
  run(request: EngineRequest): EngineReply | Promise<EngineReply>;
  /** The whole data folder as a tar, to open other databases from. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
}
