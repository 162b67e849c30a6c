import { outgoingHttp } from '../../http/outgoing.ts';
import { Circuits } from '../../limits/circuits.ts';
import { http, type Http } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

export interface FakeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What comes back: a body with a status, or what code makes of the request, which may throw as a network does. */
export type Scripted =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json?: unknown }
  | ((request: FakeRequest) => Response | Promise<Response>);

/**
 * Answers from a script, and sends nothing.
 * @param script by method and address without its query: `GET https://api.example.in/returns`
 * @throws Error for what the script does not have; in a host, `AddressNotDeclared` as always
 */
const fake = (
  script: Readonly<Record<string, Scripted>> = {},
): Http & { readonly requests: readonly FakeRequest[] } => {
  const requests: FakeRequest[] = [];
  return {
    requests,
    fetch: async (address, init) => {
      const sent = new Request(address, init);
      const request = { method: sent.method, url: sent.url, headers: sent.headers, body: await sent.text() };
      requests.push(request);
      const { origin, pathname } = new URL(sent.url);
      const asked = `${sent.method} ${origin}${pathname}`;
      const answer = script[asked];
      if (!answer)
        throw new Error(
          `http.fake: expected one of ${Object.keys(script).join(', ') || 'no request'}, received ${asked}`,
        );
      if (typeof answer === 'function') return answer(request);
      const { status = 200, headers = {}, json } = answer;
      return json === undefined
        ? new Response(null, { status, headers })
        : Response.json(json, { status, headers });
    },
  };
};

export const testHttp = testService(http, fake, (service, { id, capabilities }) =>
  outgoingHttp({ id, ...(capabilities ? { capabilities } : {}) }, new Circuits(), {
    send: (url, init) => service.fetch(url, init),
  }),
);
