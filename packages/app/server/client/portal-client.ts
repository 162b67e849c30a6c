/** A refusal of the portal, in the words it gave. */
export class PortalRefusal extends Error {
  readonly code: string;

  constructor(problem: Problem, status: number) {
    const faults = (problem.errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    super(`${problem.detail ?? problem.title ?? `the portal answered ${status}`}${faults}`);
    this.code = problem.code ?? String(status);
  }
}

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export interface ImportFault {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

export interface ImportSummary {
  readonly create: number;
  readonly update: number;
  readonly skip: number;
  readonly errors: number;
}

export interface ImportPreview {
  readonly fileHash: string;
  readonly errors: readonly ImportFault[];
  readonly summary: ImportSummary;
}

export interface GenerationResult {
  readonly from: string;
  readonly to: string;
  readonly create?: number;
  readonly created?: number;
  readonly existing: number;
  readonly undetermined: number;
  readonly jobId?: string | null;
}

export interface Credentials {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

/** Speaks to a running portal as a person, through the same door as the back office. */
export class PortalClient {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** @throws PortalRefusal */
  static async signIn({ url, email, password }: Credentials): Promise<PortalClient> {
    const response = await reach(url, '/v1/auth/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'compliance-os' },
      body: JSON.stringify({ email, password }),
    });
    const { accessToken } = await read<{ accessToken: string }>(response);
    return new PortalClient(url, accessToken);
  }

  previewImport(file: File): Promise<ImportPreview> {
    return this.#send('/v1/compliance/import/preview', form(file));
  }

  /** @param fileHash of the preview */
  commitImport(
    file: File,
    fileHash: string,
  ): Promise<{ readonly summary: ImportSummary; readonly entityIds: readonly string[] }> {
    return this.#send('/v1/compliance/import/commit', form(file, fileHash));
  }

  /** @param from first day of the window, `YYYY-MM-DD`; this month by default */
  generate(months: number, from: string | undefined, dryRun: boolean): Promise<GenerationResult> {
    return this.#send(`/v1/compliance/generation/${dryRun ? 'preview' : 'run'}`, {
      months,
      ...(from ? { from } : {}),
    });
  }

  async registrations(): Promise<readonly { readonly id: string }[]> {
    const path = '/v1/compliance/registrations?limit=500';
    const response = await reach(this.#url, path, { headers: { authorization: `Bearer ${this.#token}` } });
    return (await read<{ items: readonly { id: string }[] }>(response)).items;
  }

  /** What ended before the day is recorded as filed before onboarding, unverified. @param from `YYYY-MM-DD` */
  onboard(registration: string, from: string): Promise<unknown> {
    return this.#send(
      '/v1/compliance/onboarding',
      { subjectType: 'registration', subjectId: registration, from },
      'PUT',
    );
  }

  async #send<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
    const isForm = body instanceof FormData;
    const response = await reach(this.#url, path, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: isForm ? body : JSON.stringify(body),
    });
    return read<T>(response);
  }
}

const form = (file: File, fileHash?: string): FormData => {
  const data = new FormData();
  if (fileHash !== undefined) data.set('fileHash', fileHash);
  data.set('file', file);
  return data;
};

const reach = async (url: string, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(`${url}${path}`, init);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new PortalRefusal(
      {
        code: 'PORTAL_UNREACHABLE',
        detail: `no portal answers at ${url} (${cause}): start it, or give --url`,
      },
      0,
    );
  }
};

const read = async <T>(response: Response): Promise<T> => {
  const body = (await response.json()) as T & Problem;
  if (!response.ok) throw new PortalRefusal(body, response.status);
  return body;
};
