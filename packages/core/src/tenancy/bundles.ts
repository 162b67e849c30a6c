import { z } from 'zod';

/** Plugins that are enabled at once, in whichever order they stand. */
export interface PluginBundle {
  /** what routes and the command line call it */
  readonly id: string;
  readonly name: string;
  /** ids; what they require and is not among them has to be on already */
  readonly plugins: readonly string[];
}

/** A set as it is offered, whatever a tenant has of it. */
export const OfferedBundle = z
  .object({ id: z.string(), name: z.string(), plugins: z.array(z.string()) })
  .meta({ id: 'OfferedBundle' });

/** A file of bundles, as an operator writes it: id → name and plugins. */
export const BundleFile = z.record(
  z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  z.strictObject({
    name: z.string().min(1).max(100),
    plugins: z.array(z.string().min(1)).min(1).max(100),
  }),
);

/** What became of one plugin, or would. */
export const PluginOutcome = z.object({
  plugin: z.string(),
  name: z.string(),
  outcome: z.enum(['changed', 'unchanged', 'refused']),
  code: z.string().nullable(),
  detail: z.string().nullable(),
});
export type PluginOutcome = z.infer<typeof PluginOutcome>;

export const Bundle = z
  .object({
    id: z.string(),
    name: z.string(),
    /** what enabling it would do to each, in order */
    plugins: z.array(PluginOutcome),
  })
  .meta({ id: 'PluginBundle' });
export type Bundle = z.infer<typeof Bundle>;

export const BundleResult = z
  .object({ bundle: z.string(), plugins: z.array(PluginOutcome) })
  .meta({ id: 'BundleResult' });
export type BundleResult = z.infer<typeof BundleResult>;
