import type { Context, Contributions } from '@compliance-os/core';
import { mastersPoint, type MastersContribution } from '../api/points.ts';

export type FrozenFamily = Pick<MastersContribution, 'family' | 'label'>;

/**
 * Bodies of law whose plugin is here and off for the tenant. Their instances are frozen: they stay, and whoever knows
 * their id finds them, but no list, count, calendar or colour has them until the plugin is on again. One whose plugin
 * could not be started is not frozen: what it owes must not drop out of sight for that.
 */
export const frozenFamilies = async (
  ctx: Context,
  contributions: Contributions,
): Promise<readonly FrozenFamily[]> => {
  const inForce = new Set((await contributions.of(ctx, mastersPoint)).map(({ value }) => value.family));
  return contributions
    .all(mastersPoint)
    .filter(({ value }) => !inForce.has(value.family))
    .map(({ value: { family, label } }) => ({ family, label }));
};

/** The same as lists are limited by it. */
export const frozenNames = async (ctx: Context, contributions: Contributions): Promise<readonly string[]> =>
  (await frozenFamilies(ctx, contributions)).map(({ family }) => family);
