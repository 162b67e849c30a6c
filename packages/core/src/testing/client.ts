export interface TestReply<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** parsed JSON, or the text where it is none */
  readonly body: T;
}

/** Speaks to the host over a real socket, as one person. */
export class TestClient {
  readonly #base: string;
  readonly token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.token = token;
  }

  get<T>(path: string): Promise<TestReply<T>> {
    return this.request<T>('GET', path);
  }

  post<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<TestReply<T>> {
    return this.request<T>('POST', path, body, headers);
  }

  put<T>(path: string, body?: unknown): Promise<TestReply<T>> {
    return this.request<T>('PUT', path, body);
  }

  patch<T>(path: string, body?: unknown): Promise<TestReply<T>> {
    return this.request<T>('PATCH', path, body);
  }

  delete<T>(path: string): Promise<TestReply<T>> {
    return this.request<T>('DELETE', path);
  }

  /** Sends fields, then one file. */
  upload<T>(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { name: string; type: string; content: Uint8Array | string },
  ): Promise<TestReply<T>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File([file.content as string], file.name, { type: file.type }));
    return this.request<T>('POST', path, form);
  }

  async request<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<TestReply<T>> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }
}
