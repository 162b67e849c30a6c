import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What is served to people has its own content policy; the API's replies are data and may load nothing. */
const api = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'same-origin' },
});

/** None of them depends on the request: they are asked for once, and set at one go. */
const headers = (): Map<string, string> => {
  const set = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => set.set(name, value),
    removeHeader: () => {},
  };
  api({} as IncomingMessage, response as unknown as ServerResponse, () => {});
  return set;
};

export const securityHeaders = (): RequestHandler => {
  const known = headers();
  return (_request, response, next) => {
    response.setHeaders(known);
    next();
  };
};
