import { HttpError } from 'react-admin';

/** RFC 9457, as the server writes it. */
export interface Problem {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldProblem[];
}

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

/** What an HttpError of ours carries: field messages by path, and the problem itself. */
export interface ErrorBody {
  readonly errors: Readonly<Record<string, string>>;
  readonly problem: Problem;
}

const SAID_NOTHING = 'The server could not be reached';

/** Reads a refusal into react-admin's error, whose `body.errors` puts messages on the fields they belong to. */
export async function httpErrorOf(response: Response): Promise<HttpError> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  if (!problem) return new HttpError(response.statusText || SAID_NOTHING, response.status);
  const body: ErrorBody = {
    errors: Object.fromEntries((problem.errors ?? []).map((it) => [fieldName(it.path), wordsOf(it)])),
    problem,
  };
  return new HttpError(problem.detail ?? problem.title, response.status, body);
}

/**
 * A bound says itself better than the message about it: `Too big: expected number to be <=30` is `At most 30`, and
 * `Too small: expected string to have >=3 characters` is `At least 3 characters`.
 */
const wordsOf = ({ message, expected }: FieldProblem): string => {
  if (expected === undefined || !/^Too (big|small): /.test(message)) return message;
  const unit = /to have [<>]=?\d+ (\w+)$/.exec(message)?.[1];
  const bound = expected.charAt(0).toUpperCase() + expected.slice(1);
  return unit === undefined ? bound : `${bound} ${unit}`;
};

/** `body.address.pin` and `/address/pin` both name the field `address.pin`. */
const fieldName = (path: string): string =>
  path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replace(/^body\./, '');

export const fieldErrorsOf = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof HttpError ? ((error.body as ErrorBody | null)?.errors ?? {}) : {};

export const statusOf = (error: unknown): number | null => (error instanceof HttpError ? error.status : null);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : SAID_NOTHING);
