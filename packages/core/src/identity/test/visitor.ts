export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface SignedInBody {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly tenant: { readonly id: string } | null;
  readonly tenants: readonly { readonly id: string; readonly name: string; readonly slug: string }[];
}

/** A browser with one page of the portal open: keeps cookies, holds the access token in memory. */
export class Visitor {
  readonly #base: string;
  readonly cookies = new Map<string, string>();
  token: string | undefined;

  constructor(base: string) {
    this.#base = base;
  }

  /** Another browser with the same cookies: a copy, or a thief. */
  copy(): Visitor {
    const copy = new Visitor(this.#base);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    copy.token = this.token;
    return copy;
  }

  signIn(email: string, password: string, tenantId?: string): Promise<Answer<SignedInBody>> {
    return this.#signed(
      this.post('/v1/auth/sign-in', { email, password, ...(tenantId ? { tenantId } : {}) }),
    );
  }

  signInAsOperator(email: string, password: string): Promise<Answer<SignedInBody>> {
    return this.#signed(this.post('/v1/operator/sign-in', { email, password }));
  }

  refresh(body: unknown = {}): Promise<Answer<SignedInBody>> {
    return this.#signed(this.post('/v1/auth/refresh', body));
  }

  switchTenant(tenantId: string): Promise<Answer<SignedInBody>> {
    return this.#signed(this.post('/v1/auth/switch-tenant', { tenantId }));
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.call('GET', path);
  }

  post<T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<Answer<T>> {
    return this.call('POST', path, body);
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        'x-requested-with': 'compliance-os',
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(this.cookies.size === 0
          ? {}
          : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as T,
    };
  }

  async #signed(answer: Promise<Answer<SignedInBody>>): Promise<Answer<SignedInBody>> {
    const { body, ...rest } = await answer;
    if (rest.status === 200) this.token = body.accessToken;
    return { body, ...rest };
  }
}
