import type { ExtensionPoint } from '../../plugin/extension-point.ts';
import { contributions, type Contributions } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

/** What one plugin contributes to a point, made by `contributed`, which checks the types. */
export interface FakeContribution {
  readonly point: string;
  readonly plugin: string;
  readonly value: unknown;
}

/** @throws Error where the point's owner would refuse it */
export const contributed = <T>(point: ExtensionPoint<T>, plugin: string, value: T): FakeContribution => {
  const [fault] = point.validate?.(value) ?? [];
  if (fault)
    throw new Error(
      `contribution of "${plugin}" to ${point.id}: ${fault.path}: expected ${fault.expected}, received ${fault.received}`,
    );
  return { point: point.id, plugin, value };
};

/** Gives what it was given, for every tenant. */
const fake = (...given: readonly FakeContribution[]): Contributions => {
  const all: Contributions['all'] = (point) =>
    given
      .filter((one) => one.point === point.id)
      .map(({ plugin, value }) => ({ plugin, value: value as NonNullable<(typeof point)['$type']> }));
  return { all, of: async (_, point) => all(point) };
};

export const testContributions = testService(contributions, fake);
