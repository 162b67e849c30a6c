import autocannon from 'autocannon';
import type { Child } from './child.ts';
import type { Sample } from './row.ts';

export interface Load {
  readonly server: Child;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly seconds: number;
}

const CONNECTIONS = 20;

/**
 * Requests per second that a server in another process answers to twenty callers, each of whom asks again as soon as
 * it has the reply. @throws where a reply is not a success: a fast refusal is not a result
 */
export const load = async ({ server, path, headers = {}, seconds }: Load): Promise<Sample> => {
  const before = await server.usage();
  const result = await autocannon({
    url: `${server.url}${path}`,
    connections: CONNECTIONS,
    duration: seconds,
    headers,
  });
  const after = await server.usage();
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0)
    throw new Error(
      `${server.name}: ${path}: expected replies of 2xx, received ${result.non2xx} others and ${result.errors} errors`,
    );
  return { value: answered / result.duration, cpuMicros: (after.cpuMicros - before.cpuMicros) / answered };
};
