import { z } from 'zod';

/** Of a manifest that another process sent: everything has its shape and its most, since nobody vouches for it. */

export type SchemaData = Readonly<Record<string, unknown>>;
const Schema = z.record(z.string(), z.unknown());
const Text = z.string().max(2_000);
const Name = z.string().max(200);
const Deps = z.record(Name, Name);
const Hook = z.strictObject({ deps: Deps });

export const ManifestData = z.strictObject({
  id: Name,
  name: Name,
  version: Name,
  hostApi: Name,
  requires: z.record(Name, Name).optional(),
  capabilities: z
    .strictObject({
      http: z.array(Name).max(100).optional(),
      privateHttp: z.array(Name).max(100).optional(),
      secrets: z.array(Name).max(100).optional(),
    })
    .optional(),
  permissions: z
    .array(z.strictObject({ name: Name, label: Text }))
    .max(500)
    .optional(),
  roles: z
    .array(z.strictObject({ key: Name, name: Name, description: Text, permissions: z.array(Name).max(500) }))
    .max(100)
    .optional(),
  dimensions: z
    .array(
      z.strictObject({
        name: Name,
        label: Text,
        values: z
          .array(z.strictObject({ value: Name, label: Text }))
          .max(500)
          .optional(),
      }),
    )
    .max(50)
    .optional(),
  problems: z
    .array(z.strictObject({ code: Name, status: z.int().min(400).max(599), title: Text }))
    .max(200)
    .optional(),
  config: z.strictObject({ host: Schema.optional(), tenant: Schema.optional() }).optional(),
  data: z.strictObject({ migrations: Text, retentionYears: z.int().min(0).optional() }).optional(),
  contributes: z.array(z.strictObject({ point: Name })).max(200),
  routes: z
    .array(
      z.strictObject({
        method: z.enum(['get', 'post', 'put', 'patch', 'delete']),
        path: Name,
        permission: Name.optional(),
        about: z.enum(['entities', 'tenant']).optional(),
        public: Text.optional(),
        summary: Text,
        act: Name.optional(),
        params: Schema.optional(),
        query: Schema.optional(),
        body: Schema.optional(),
        reply: Schema.optional(),
        binary: Name.optional(),
        status: z.int().min(200).max(299).optional(),
        safe: z.boolean(),
        deps: Deps,
      }),
    )
    .max(500),
  jobs: z
    .array(
      z.strictObject({
        name: Name,
        payload: Schema.optional(),
        deps: Deps,
        retries: z.int().min(0).max(100),
        timeoutMs: z.int().min(1).max(3_600_000),
        schedule: z.strictObject({ cron: Name, missed: z.enum(['all', 'latest', 'skip']) }).optional(),
      }),
    )
    .max(200),
  emits: z.array(z.strictObject({ name: Name, payload: Schema })).max(200),
  on: z.array(z.strictObject({ event: Name, deps: Deps })).max(200),
  evidence: z.array(z.strictObject({ subjectType: Name, deps: Deps })).max(50),
  ui: z.strictObject({ entry: Text, slots: z.array(Name).max(50) }).optional(),
  start: Hook.optional(),
  stop: Hook.optional(),
  health: Hook.optional(),
  metrics: Hook.optional(),
  critical: z.boolean().optional(),
  /** of the manifest as it was written */
  keys: z.array(Name).max(100),
  /** what it has that is not open to an isolated plugin */
  refused: z.array(z.strictObject({ path: Name, expected: Text })).max(1_000),
});
export type ManifestData = z.infer<typeof ManifestData>;
