import type { RouteHandler } from '../../src/index.ts';
import type { call } from './plugin.ts';

const handler: RouteHandler<typeof call> = async ({ query, deps }) => {
  const reply = await deps.http.fetch(query.to, { method: 'POST', body: '{"a":1}' });
  return { status: reply.status, text: await reply.text(), location: reply.headers.get('location') };
};

export default handler;
