/** Checked by the compiler: each line that must not compile says so, and is an error where it does. */
import { z } from 'zod';
import { hostToken, pluginToken, requestToken } from '../container/token.ts';
import { OWN_PROFILE } from './permission.ts';
import { get } from './route.ts';
import { provide } from './service.ts';

interface Books {
  count(): number;
}
const forHost = hostToken<Books>('ledger.books');
const forPlugin = pluginToken<Books>('ledger.shelf');
const forRequest = requestToken<Books>('ledger.desk');
const books: Books = { count: () => 1 };
const load = async () => ({ default: () => books });

provide(forHost, { deps: { forHost }, load });
// @ts-expect-error what lives for one request does not outlive it in the host
provide(forHost, { deps: { forRequest }, load });
// @ts-expect-error the host serves all plugins, so it cannot hold what belongs to one
provide(forHost, { deps: { forPlugin }, load });
provide(forPlugin, { deps: { forHost, forPlugin }, load });
// @ts-expect-error what lives for one request does not outlive it in a plugin
provide(forPlugin, { deps: { forRequest }, load });
provide(forRequest, { deps: { forHost, forPlugin, forRequest }, load });
// @ts-expect-error the factory makes what the token names
provide(forHost, { load: async () => ({ default: () => ({ sum: 1 }) }) });

const answer = async () => ({ default: async () => ({ n: 1 }) });
const reply = z.object({ n: z.number() });
get('/books', { summary: 'Books', permission: 'ledger.book.read', about: 'entities', reply, load: answer });
get('/mine', { summary: 'Mine', permission: OWN_PROFILE, reply, load: answer });
// @ts-expect-error nobody said whether limits of a grant can be kept here
get('/books', { summary: 'Books', permission: 'ledger.book.read', reply, load: answer });
get('/books', { summary: 'Books', public: 'anybody may count', reply, load: answer });
// @ts-expect-error nobody said who may call it
get('/books', { summary: 'Books', reply, load: answer });
// @ts-expect-error for holders of a permission or for everybody, not both
get('/books', {
  summary: 'Books',
  permission: 'ledger.book.read',
  about: 'entities',
  public: 'x',
  reply,
  load: answer,
});
get('/books', {
  summary: 'Books',
  permission: 'ledger.book.read',
  about: 'entities',
  reply,
  // @ts-expect-error the reply is not what the schema says
  load: async () => ({ default: async () => ({ n: 'one' }) }),
});
