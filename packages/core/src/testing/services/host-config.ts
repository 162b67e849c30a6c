import { hostConfig } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

/** These values; a host gives them as the plugin's own schema reads them. */
const fake = (values: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => values;

export const testHostConfig = testService(
  hostConfig,
  fake,
  (values, { config }) => (config?.host?.parse(values) ?? values) as typeof values,
);
