import { tenantConfig, type TenantConfig } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

/** One configuration for every tenant; a host gives it as the plugin's own schema reads it. */
const fake = (config: object = {}): TenantConfig => ({ get: async <T>() => config as T });

export const testTenantConfig = testService(tenantConfig, fake, (service, { config }) => ({
  get: async <T>(ctx: Parameters<TenantConfig['get']>[0]) => {
    const given: unknown = await service.get(ctx);
    return (config?.tenant?.parse(given) ?? given) as T;
  },
}));
