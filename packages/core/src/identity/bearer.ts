import type { IncomingMessage } from 'node:http';
import { unauthenticated } from './problems.ts';

/** The access token of a public route that wants one all the same. @throws Refusal `UNAUTHENTICATED` */
export const bearerOf = ({ headers }: IncomingMessage): string => {
  const token = /^Bearer ([\w.-]+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated();
  return token;
};
