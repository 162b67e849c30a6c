import { expect, it } from 'vitest';
import { serveAsk } from './serve-ask.ts';
import type { LiveCall } from './live-call.ts';

const parts = {
  plugin: 'licences',
  emits: [],
  callBack: () => Promise.reject(new Error('nothing is called back here')),
};

class Service {
  readonly asked: string[] = [];
  async of(): Promise<string> {
    this.asked.push('of');
    return 'files';
  }
  async add(): Promise<string> {
    this.asked.push('add');
    return 'stored';
  }
  async info(): Promise<void> {
    this.asked.push('info');
  }
}

const askOf = async (token: string, method: string) => {
  const service = new Service();
  const live = {
    ctx: {},
    deps: { given: service },
    tokens: { given: token },
    own: undefined,
    transactions: new Map(),
    callbacks: new Set(),
  } as unknown as LiveCall;
  const asked = serveAsk(live, { t: 'ask', id: 1, handle: 'h', dep: 'given', method, args: [] }, parts);
  return { told: await asked.catch((error: Error) => error.message), asked: service.asked };
};

it('of a service of core, what its contract has is done', async () => {
  expect(await askOf('core.evidence', 'of')).toEqual({ told: 'files', asked: ['of'] });
});

it.each([
  ['core.evidence', 'add'],
  ['core.log', 'info'],
  ['core.host-config', 'of'],
])('what the object behind %s can do besides is not: %s', async (token, method) => {
  expect(await askOf(token, method)).toEqual({
    told: `${token}: expected a method of the service, received "${method}"`,
    asked: [],
  });
});

it('of a service of another plugin, every method is open, and nothing that all objects have', async () => {
  expect(await askOf('shelf.books', 'add')).toEqual({ told: 'stored', asked: ['add'] });
  expect((await askOf('shelf.books', 'constructor')).told).toContain('expected a method of the service');
});
