import { pathToFileURL } from 'node:url';
import knex from 'knex';
import '../../index.ts';
import type { Context } from '../../context/context.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import { toFailure } from '../failures.ts';
import type { ContextData, FromProcess, ToProcess } from '../protocol.ts';
import { decode, encode } from '../wire.ts';
import { contextFrom } from './call-context.ts';
import { openChannel } from './channel.ts';
import { lockDown } from './lockdown.ts';
import { childConsole, childLog } from './log.ts';
import { Remote } from './remote.ts';
import { runCall } from './run-call.ts';
import { servicesOf } from './services.ts';

/** The process of one isolated plugin: locks itself down, then loads the manifest, then does as it is called. */
const [, , entry = '', root = '', files] = process.argv;
const build = knex({ client: 'pg' });
const end = process.exit.bind(process);
const running = new Map<string, AbortController>();
let manifest: Promise<PluginManifest> | undefined;

const send: (message: FromProcess) => void = openChannel(
  (message) => receive(message),
  () => end(0),
);
const log = childLog(send);
const context = (data: ContextData): Context => contextFrom(data, log);
const remote = new Remote(send, context);

const answer = async (call: Extract<ToProcess, { t: 'call' }>): Promise<void> => {
  const { handle, kind, index, input, ctx, deps } = call;
  const stopped = new AbortController();
  running.set(handle, stopped);
  try {
    const loaded = await (manifest ??= import(entry).then(
      (module: { default: PluginManifest }) => module.default,
    ));
    const value = await runCall(loaded, {
      kind,
      index,
      input: (decode(input) ?? {}) as Record<string, unknown>,
      ctx: ctx && context(ctx),
      deps: servicesOf(deps, handle, { remote, manifest: loaded, log, build }),
      signal: stopped.signal,
      own: (method, args) => remote.ask(handle, '', method, args),
    });
    send({ t: 'result', handle, value: encode(value) });
  } catch (error) {
    send({ t: 'result', handle, failure: toFailure(error, true) as never });
  } finally {
    running.delete(handle);
  }
};

const receive = (message: ToProcess): void => {
  switch (message.t) {
    case 'call':
      void answer(message);
      return;
    case 'abort':
      running.get(message.handle)?.abort(new Error('the time of the call is over'));
      return;
    case 'answer':
      remote.answered(message);
      return;
    case 'callback':
      void remote.callBack(message);
      return;
    case 'ping':
      send({ t: 'pong' });
  }
};

globalThis.console = childConsole(log) as Console;
lockDown(
  pathToFileURL(`${root}/`).href,
  files === undefined ? undefined : (JSON.parse(files) as Readonly<Record<string, string>>),
);
