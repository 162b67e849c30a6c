import { secrets, type Secrets } from '../../plugin/services.ts';
import { notDeclared } from '../../secrets/problems.ts';
import { testService } from './test-service.ts';

/** Secrets that every tenant has set, by name. In a host, a name that the manifest does not declare is refused. */
const fake = (values: Readonly<Record<string, string>> = {}): Secrets => ({
  get: async (_, name) => values[name],
});

export const testSecrets = testService(secrets, fake, (service, { id, capabilities }) => ({
  get: async (ctx, name) => {
    const declared = capabilities?.secrets ?? [];
    if (!declared.includes(name)) throw notDeclared(id, name, declared);
    return service.get(ctx, name);
  },
}));
