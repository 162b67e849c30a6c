import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Context } from '../../context/context.ts';
import { faultsOf } from '../../http/faults.ts';
import { invalid, notFound } from '../../http/problem.ts';
import type { Migration } from '../../db/migration.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { BinaryContent, Reply, RouteDefinition } from '../../plugin/route.ts';
import type { CallKind } from '../protocol.ts';
import { describeManifest } from './describe-manifest.ts';

export interface Call {
  readonly kind: CallKind;
  readonly index: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly ctx: Context | undefined;
  readonly deps: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** asks the host for what only this kind of call may do */
  readonly own: (method: string, args: readonly unknown[]) => Promise<unknown>;
}

type Code = (...args: unknown[]) => Promise<unknown>;
type Loading = { readonly load: () => Promise<{ default: unknown }> };

const codeOf = async (from: Loading | undefined, what: string): Promise<Code> => {
  if (!from) throw new Error(`${what}: the manifest has none`);
  return (await from.load()).default as Code;
};

/** Runs one thing of the plugin. @returns data */
export const runCall = async (manifest: PluginManifest, call: Call): Promise<unknown> => {
  const { kind, index, input, ctx, deps } = call;
  switch (kind) {
    case 'manifest':
      return describeManifest(manifest);
    case 'route':
      return runRoute(manifest.routes![index]!, call);
    case 'job':
      return runJob(manifest, call);
    case 'event': {
      const handle = await codeOf(manifest.events?.on?.[index], 'event');
      return void (await handle({ ctx, event: input['event'], deps }));
    }
    case 'evidence':
      return (await codeOf(manifest.evidence?.[index], 'evidence'))({ ctx, id: input['id'], deps });
    case 'contribution':
      return (await manifest.contributes![index]!.load()).default;
    case 'start':
    case 'stop':
      return void (await (
        await codeOf(manifest[kind], kind)
      )(deps));
    case 'health':
      return (await codeOf(manifest.health, kind))(deps);
    case 'metrics':
      return (await codeOf(manifest.metrics, kind))(ctx, deps);
    case 'load-migration': {
      const { breaking = false, transaction = true } = await migrationOf(input);
      return { breaking, transaction };
    }
    case 'migration':
      return runMigration(call);
  }
};

const checked = (schema: z.ZodType | undefined, where: string, value: unknown): unknown => {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (where === 'path') throw notFound('address');
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  throw invalid(`The ${where} does not fit.`, faultsOf(result.error, value, known));
};

const runRoute = async (route: RouteDefinition, { input, ctx, deps }: Call): Promise<unknown> => {
  const body = route.body instanceof z.ZodType ? route.body : undefined;
  const handle = await codeOf(route, 'route');
  const value = await handle({
    ctx,
    deps,
    params: checked(route.params, 'path', input['params']),
    query: checked(route.query, 'query', input['query']),
    body: checked(body, 'body', input['body']),
    request: input['request'],
  });
  const given = (value as Partial<Reply<unknown>> | undefined)?.$reply
    ? (value as Reply<unknown>)
    : { body: value };
  const { status, headers } = given as Partial<Reply<unknown>>;
  return { status, headers, body: await replyBody(route, given.body) };
};

const replyBody = async (route: RouteDefinition, body: unknown): Promise<unknown> => {
  if (body === undefined || !route.reply) return body;
  if (!(route.reply instanceof z.ZodType)) {
    const content = body as BinaryContent;
    const whole =
      content.body instanceof Readable ? Buffer.concat(await content.body.toArray()) : content.body;
    return { ...content, body: whole };
  }
  const result = route.reply.safeParse(body);
  if (result.success) return result.data;
  throw new Error(
    `reply of ${route.method} ${route.path} does not fit its schema: ${JSON.stringify(faultsOf(result.error, body).slice(0, 5))}`,
  );
};

const runJob = async (manifest: PluginManifest, call: Call): Promise<void> => {
  const job = manifest.jobs![call.index]!;
  const handle = await codeOf(job, 'job');
  const { payload, occurrence, attempt } = call.input;
  await handle({
    ctx: call.ctx,
    deps: call.deps,
    payload: job.payload?.parse(payload),
    occurrence,
    attempt,
    signal: call.signal,
    finish: (write: (ctx: Context) => Promise<void>) => call.own('finish', [write]),
  });
};

const migrationOf = async (input: Call['input']): Promise<Migration> =>
  ((await import(String(input['module']))) as { default: Migration }).default;

const runMigration = async ({ input, own }: Call): Promise<void> => {
  const { up } = await migrationOf(input);
  await up({
    schema: String(input['schema']),
    role: String(input['role']),
    embedded: input['embedded'] === true,
    tenantTable: async (name, options) => void (await own('tenantTable', [name, options])),
    sql: async () => {
      throw new Error(
        'm.sql: expected tables by m.tenantTable, received SQL: an isolated plugin writes no statements for the owner of the database',
      );
    },
  });
};
