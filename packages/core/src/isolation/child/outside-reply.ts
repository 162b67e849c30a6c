/** What the host brings back from outside. */
export interface OutsideReplyData {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** The headers of a reply, by name in any case. */
class ReplyHeaders {
  readonly #values: ReadonlyMap<string, string>;

  constructor(headers: OutsideReplyData['headers']) {
    this.#values = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#values.entries();
  }
}

/** As much of the web's `Response` as a reply that is all there needs: Node's own brings along what opens connections. */
export const outsideReply = (data: OutsideReplyData): Response => {
  const text = (): string => Buffer.from(data.body).toString();
  const reply = {
    status: data.status,
    statusText: data.statusText,
    ok: data.status >= 200 && data.status < 300,
    redirected: false,
    url: data.url,
    headers: new ReplyHeaders(data.headers),
    text: async () => text(),
    json: async () => JSON.parse(text()) as unknown,
    bytes: async () => new Uint8Array(data.body),
    arrayBuffer: async () => new Uint8Array(data.body).buffer,
  };
  return reply as unknown as Response;
};
