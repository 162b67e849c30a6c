import type { Operation, Schema } from './api-document.ts';
import { resolved, type Schemas } from './schema-fields.ts';

const DEEPEST = 6;

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  date: '2026-04-01',
  'date-time': '2026-04-01T06:00:00Z',
  email: 'priya@example.in',
  uri: 'https://example.in',
};

/** A value of the schema's shape with what must be in it, and nothing that may be left out. */
export const sampleOf = (schema: Schema, schemas: Schemas, depth = 0): unknown => {
  const it = resolved(schema, schemas);
  if (it.default !== undefined) return it.default;
  if (it.const !== undefined) return it.const;
  if (it.enum) return it.enum[0];
  const choice = (it.anyOf ?? it.oneOf)?.[0];
  if (depth > DEEPEST) return null;
  if (choice) return sampleOf(choice, schemas, depth + 1);
  if (it.allOf)
    return Object.assign({}, ...it.allOf.map((part) => sampleOf(part, schemas, depth + 1))) as unknown;
  const type = typeof it.type === 'string' ? it.type : it.type?.[0];
  if (type === 'object') return requiredOf(it, schemas, depth);
  if (type === 'array') return it.items ? [sampleOf(it.items, schemas, depth + 1)] : [];
  if (type === 'integer' || type === 'number') return Math.max(it.minimum ?? 0, 0);
  if (type === 'boolean') return true;
  return type === 'null' ? null : (FORMATS[it.format ?? ''] ?? '…');
};

const requiredOf = ({ properties = {}, required = [] }: Schema, schemas: Schemas, depth: number): object =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, value]) => [name, sampleOf(value, schemas, depth + 1)]),
  );

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A command that calls the operation: `$TOKEN` is the caller's access token; what stands in braces is theirs to fill in. */
export const curlOf = (operation: Operation, origin: string, schemas: Schemas): string => {
  const json = operation.body?.content?.['application/json'];
  const required = operation.parameters.filter((it) => it.in === 'query' && it.required);
  const query = required.map(({ name, schema }) => `${name}=${String(sampleOf(schema, schemas))}`).join('&');
  const address = `${origin}${operation.path}${query && `?${query}`}`;
  return [
    `curl${operation.method === 'GET' ? '' : ` -X ${operation.method}`} ${quoted(address)}`,
    ...(operation.permission === undefined ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(json
      ? [
          `-H 'Content-Type: application/json'`,
          `-d ${quoted(JSON.stringify(sampleOf(json.schema, schemas), null, 2))}`,
        ]
      : []),
    ...(operation.body && !json ? [`-F 'file=@return.pdf'`] : []),
  ].join(' \\\n  ');
};
