import type { z } from 'zod';
import { notFound } from '../../http/problem.ts';
import type { BinaryReply, RouteHandler } from '../../plugin/route.ts';
import type { evidenceStore } from '../contract.ts';
import { FolderStore } from '../store/index.ts';

const PREVIEWED = ['application/pdf', 'image/png', 'image/jpeg'];

/** The bytes of a link that the folder store signed. S3 signs links of its own, which never come here. */
const handler: RouteHandler<{
  params: z.ZodType<Record<string, string>>;
  reply: BinaryReply;
  deps: { store: typeof evidenceStore };
}> = async ({ request, deps: { store } }) => {
  if (!(store instanceof FolderStore)) throw notFound('address');
  const link = store.verify(`http://evidence.invalid${request.url ?? ''}`);
  const opened = await store.open(link.key);
  const framed = PREVIEWED.includes(link.contentType)
    ? `default-src 'none'; frame-ancestors 'self'; style-src 'unsafe-inline'`
    : `sandbox; default-src 'none'`;
  return {
    contentType: link.contentType,
    headers: {
      'content-disposition': link.disposition,
      'content-length': String(opened.bytes),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': framed,
    },
    body: opened.stream,
  };
};

export default handler;
