import { CacheStore } from '../../cache/cache.ts';
import { LocalInvalidation } from '../../cache/invalidation.ts';
import { cache, type Cache } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

/** The host's own cache, for one plugin, outside of transactions. */
const fake = (): Cache => new CacheStore(new LocalInvalidation(), { of: () => undefined }).forPlugin('test');

export const testCache = testService(cache, fake);
