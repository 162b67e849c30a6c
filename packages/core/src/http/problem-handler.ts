import type { ErrorRequestHandler } from 'express';
import { DatabaseUnavailable } from '../db/errors.ts';
import type { Logger } from '../observability/logger.ts';
import type { RequestWithId } from './request-context.ts';
import { Refusal, type Fault } from './problem.ts';
import type { ProblemRegistry } from './problems.ts';

interface Described {
  readonly code: string;
  readonly detail: string;
  readonly faults: readonly Fault[];
}

/** Errors of the body parser carry a `type`; what Express cannot decode in an address carries a status. */
const fromParser = (error: { type?: unknown; status?: unknown; message?: string }): Described | undefined => {
  switch (error.type) {
    case 'entity.too.large':
      return { code: 'TOO_LARGE', detail: 'The body is larger than this address takes.', faults: [] };
    case 'entity.parse.failed':
      return { code: 'MALFORMED', detail: `The body is not valid JSON: ${error.message ?? ''}`, faults: [] };
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return {
        code: 'MALFORMED',
        detail: error.message ?? 'The encoding of the body is not supported.',
        faults: [],
      };
    default:
      return error.status === 400
        ? { code: 'MALFORMED', detail: error.message ?? 'The request cannot be read.', faults: [] }
        : undefined;
  }
};

/** Errors of other rooms that carry a code of the registry, such as those of the evidence store. */
const fromCode = (
  error: { code?: unknown; message?: string; details?: unknown },
  registry: ProblemRegistry,
): Described | undefined => {
  if (typeof error.code !== 'string' || !registry.has(error.code)) return undefined;
  const details = error.details as { field?: string; expected?: string; received?: string } | undefined;
  const message = error.message ?? '';
  const faults = details?.field
    ? [
        {
          path: details.field,
          message,
          ...(details.expected ? { expected: details.expected } : {}),
          ...(details.received ? { received: details.received } : {}),
        },
      ]
    : [];
  return { code: error.code, detail: message, faults };
};

/**
 * What the database refused although the schemas let it through: a value out of its range, a text that cannot be stored,
 * a row that breaks a rule. The caller's fault, and the database's words stay in the log.
 */
const REFUSED_BY_DATABASE = /^(22003|22007|22008|22021|22P02|22P05|23502|23503|23514)$/;

/** A statement that was ended because its time was over. */
const ENDED_BY_DATABASE = '57014';

const fromDatabase = (error: {
  code?: unknown;
  table?: unknown;
  constraint?: unknown;
}): Described | undefined =>
  typeof error.code === 'string' && REFUSED_BY_DATABASE.test(error.code)
    ? { code: 'INVALID', detail: 'A value does not fit what can be stored.', faults: [] }
    : undefined;

const describe = (error: unknown, registry: ProblemRegistry): Described => {
  if (error instanceof Refusal) return { code: error.code, detail: error.message, faults: error.faults };
  if (error instanceof DatabaseUnavailable)
    return { code: 'DATABASE_UNAVAILABLE', detail: 'Try again in a moment.', faults: [] };
  const known = error as {
    type?: unknown;
    status?: unknown;
    code?: unknown;
    message?: string;
    details?: unknown;
  };
  if (known.code === ENDED_BY_DATABASE)
    return { code: 'PLUGIN_TIMEOUT', detail: 'A statement took too long and was ended.', faults: [] };
  return (
    fromParser(known) ??
    fromCode(known, registry) ??
    fromDatabase(known) ?? {
      code: 'INTERNAL',
      detail: 'It was logged with the id of this request.',
      faults: [],
    }
  );
};

/** Every failure leaves as an RFC 9457 problem document. */
export const problemHandler =
  (registry: ProblemRegistry, log: Logger): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { code, detail, faults } = describe(error, registry);
    const { status, title } = registry.get(code);
    const requestId = (request as RequestWithId).id;
    if (status < 500 && fromDatabase(error as { code?: unknown }))
      log.warn({ requestId, err: error as Error }, 'the database refused a value');
    if (status >= 500) log.error({ requestId, err: error as Error }, 'request failed');
    const { retryAfterSeconds } = error as { retryAfterSeconds?: unknown };
    if (typeof retryAfterSeconds === 'number') response.setHeader('retry-after', retryAfterSeconds);
    response
      .status(status)
      .type('application/problem+json')
      .setHeader('cache-control', 'no-store')
      .send(
        JSON.stringify({
          type: `urn:compliance-os:problem:${code}`,
          title,
          status,
          code,
          detail,
          requestId,
          ...(faults.length > 0 ? { errors: faults } : {}),
        }),
      );
  };
