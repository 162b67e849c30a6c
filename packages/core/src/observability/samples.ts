import { z } from 'zod';
import type { Sample } from '../plugin/manifest.ts';

/** Each is a time series that the scraper keeps, for each tenant. */
const MOST = 200;
const MOST_LABELS = 10;

const Sound = z.object({
  name: z.string().regex(/^[a-z_][a-z0-9_]{0,99}$/),
  help: z.string().max(300),
  value: z.number(),
  labels: z
    .record(z.string().regex(/^[a-z_][a-z0-9_]{0,59}$/), z.string().max(200))
    .refine((labels) => Object.keys(labels).length <= MOST_LABELS, { error: `at most ${MOST_LABELS} labels` })
    .refine((labels) => !Object.hasOwn(labels, 'tenant'), { error: 'the host says which tenant it is' })
    .optional(),
});

/**
 * What a plugin measured of one tenant, without what does not fit.
 * @param onRefused is told of each that is left out
 * @throws Error where it is no list, or too long a one
 */
export const soundSamples = (
  measured: readonly unknown[],
  onRefused: (error: unknown) => void,
): readonly Sample[] => {
  if (!Array.isArray(measured) || measured.length > MOST)
    throw new Error(`metrics: expected a list of at most ${MOST} samples`);
  return measured.flatMap((sample): readonly Sample[] => {
    const { success, data, error } = Sound.safeParse(sample);
    if (success) return [data as Sample];
    onRefused(error);
    return [];
  });
};
