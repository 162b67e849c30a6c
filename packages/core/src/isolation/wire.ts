/** How values travel between host and process: JSON, with marks for what JSON does not know. Bytes of others are only ever parsed as JSON. */

/** A value that is no data: where it stands and what it is. */
export class NotData extends Error {
  readonly path: string;
  readonly received: string;

  constructor(path: string, received: string) {
    super(`${path || 'the value'}: expected data, received ${received}`);
    this.path = path;
    this.received = received;
  }
}

const MARK = '$';
const DEEPEST = 64;
/** Reading a whole number takes longer than its length: a message of nothing else would keep the host busy for seconds. */
const MOST_DIGITS = 1_000;

type Marked = { readonly [MARK]: string; readonly v?: unknown };

/** Names a function so that the other side can call it. */
export type Registrar = (fn: (...args: never[]) => unknown, path: string) => number;

const refuseFunctions: Registrar = (_fn, path) => {
  throw new NotData(path, 'a function');
};

const mark = (kind: string, v?: unknown): Marked => ({ [MARK]: kind, v });

/** @throws NotData for a function (unless they are registered), a class instance, or what is too deep or circular */
export const encode = (value: unknown, register: Registrar = refuseFunctions): unknown =>
  encoded(value, '', 0, register);

const encoded = (value: unknown, path: string, depth: number, register: Registrar): unknown => {
  if (depth > DEEPEST) throw new NotData(path, `something deeper than ${DEEPEST} levels`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : mark('number', Object.is(value, -0) ? '-0' : String(value));
    case 'bigint':
      return mark('bigint', String(value));
    case 'undefined':
      return mark('undefined');
    case 'function':
      return mark('function', register(value as (...args: never[]) => unknown, path));
    case 'symbol':
      throw new NotData(path, 'a symbol');
    case 'object':
      return value === null ? null : object(value, path, depth + 1, register);
  }
};

const object = (value: object, path: string, depth: number, register: Registrar): unknown => {
  const inner = (item: unknown, key: string): unknown => encoded(item, `${path}${key}`, depth, register);
  if (Array.isArray(value)) return value.map((item, index) => inner(item, `[${index}]`));
  if (value instanceof Date) return mark('date', Number.isNaN(value.getTime()) ? null : value.toISOString());
  if (value instanceof Uint8Array) return mark('bytes', Buffer.from(value).toString('base64'));
  if (value instanceof Set)
    return mark(
      'set',
      [...value].map((item, index) => inner(item, `[${index}]`)),
    );
  if (value instanceof Map)
    return mark(
      'map',
      [...value].map(([key, item], index) => [inner(key, `[${index}].key`), inner(item, `[${index}]`)]),
    );
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotData(path, `an instance of ${value.constructor?.name ?? 'a class'}`);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [key, inner(item, path === '' ? key : `.${key}`)]);
  const plain = Object.fromEntries(entries) as Record<string, unknown>;
  return Object.hasOwn(plain, MARK) ? mark('object', plain) : plain;
};

/** @param callable makes something that calls the function of that number on the other side */
export const decode = (
  value: unknown,
  callable: (fn: number) => unknown = () => {
    throw new NotData('', 'a function');
  },
): unknown => {
  if (Array.isArray(value)) return value.map((item) => decode(item, callable));
  if (typeof value !== 'object' || value === null) return value;
  const marked = value as Record<string, unknown>;
  if (!Object.hasOwn(marked, MARK)) return decodedFields(marked, callable);
  const { [MARK]: kind, v } = marked;
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(v);
    case 'bigint':
      return whole(String(v));
    case 'date':
      return new Date(typeof v === 'string' ? v : Number.NaN);
    case 'bytes':
      return Buffer.from(String(v), 'base64');
    case 'set':
      return new Set((v as unknown[]).map((item) => decode(item, callable)));
    case 'map':
      return new Map(
        (v as [unknown, unknown][]).map(([key, item]) => [decode(key, callable), decode(item, callable)]),
      );
    case 'function':
      return callable(Number(v));
    case 'object':
      return decodedFields(v as Record<string, unknown>, callable);
    default:
      throw new NotData('', `the mark ${JSON.stringify(kind)}`);
  }
};

const whole = (digits: string): bigint => {
  if (digits.length > MOST_DIGITS) throw new NotData('', `a number of ${digits.length} digits`);
  return BigInt(digits);
};

/** `__proto__` would reach what all objects share. */
const decodedFields = (fields: Record<string, unknown>, callable: (fn: number) => unknown): unknown =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [key, decode(item, callable)]),
  );
