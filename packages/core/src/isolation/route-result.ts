import { z } from 'zod';
import type { Reply } from '../plugin/route.ts';

/**
 * Headers that a reply of an isolated plugin may bring. With others it would speak for the whole portal: set a cookie, lift
 * the content policy, let other sites read.
 */
const OPEN: ReadonlySet<string> = new Set([
  'content-disposition',
  'content-language',
  'deprecation',
  'etag',
  'last-modified',
  'link',
  'location',
  'retry-after',
  'sunset',
]);

const HeaderName = z.string().refine((name) => OPEN.has(name.toLowerCase()), {
  error: ({ input }) =>
    `headers: expected one of ${[...OPEN].join(', ')}, received ${JSON.stringify(String(input).slice(0, 80))}`,
});

const RouteResult = z.strictObject({
  status: z.int().min(200).max(599).optional(),
  headers: z.record(HeaderName, z.union([z.string(), z.array(z.string())])).optional(),
  body: z.unknown().optional(),
});

const BinaryBody = z.strictObject({
  contentType: z.string().max(200).optional(),
  fileName: z.string().max(255).optional(),
  headers: z.record(HeaderName, z.string()).optional(),
  body: z.union([z.string(), z.instanceof(Uint8Array)]),
});

/**
 * What a route of an isolated plugin came to, as its process sent it.
 * @throws ZodError where it is no reply, or has a header that is not the plugin's to set
 */
export const readRouteResult = (sent: unknown, { binary }: { readonly binary: boolean }): Reply<unknown> => {
  const { status, headers, body } = RouteResult.parse(sent);
  return {
    $reply: true,
    body: binary && body !== undefined ? BinaryBody.parse(body) : body,
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers }),
  };
};
