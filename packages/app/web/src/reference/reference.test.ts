import { describe, expect, test } from 'vitest';
import { matching, operationsOf, type ApiDocument } from './api-document.ts';
import { curlOf, sampleOf } from './curl.ts';
import { fieldsOf, typeOf } from './schema-fields.ts';

const schemas = {
  Person: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', maxLength: 80 }, boss: { $ref: '#/components/schemas/Person' } },
  },
};
const body = {
  type: 'object',
  required: ['on', 'people'],
  properties: {
    on: { type: 'string', format: 'date' },
    kind: { type: 'string', enum: ['nil', 'original'], default: 'original' },
    people: { type: 'array', items: { $ref: '#/components/schemas/Person' } },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
};
const apiDocument: ApiDocument = {
  info: { version: '1.0.0' },
  components: { schemas },
  'x-problems': [],
  paths: {
    '/v1/evidence': {
      get: {
        operationId: 'core-get-evidence',
        summary: 'Files',
        tags: ['Core'],
        responses: {},
        'x-permission': 'core.evidence.read',
      },
    },
    '/v1/gst/returns/{id}': {
      post: {
        operationId: 'gst-post-returns-by-id',
        summary: "Files a return; don't repeat",
        tags: ['GST'],
        responses: {},
        requestBody: { content: { 'application/json': { schema: body } } },
        'x-permission': 'gst.return.file',
      },
    },
    '/v1/auth/keys': {
      get: {
        operationId: 'core-get-auth-keys',
        summary: 'Keys',
        description: 'Open to everybody: they are public keys.',
        tags: ['Core'],
        responses: {},
      },
    },
  },
};
const operations = operationsOf(apiDocument);
const [files, filing, keys] = operations as [
  (typeof operations)[0],
  (typeof operations)[0],
  (typeof operations)[0],
];

describe('operations', () => {
  test('stand by plugin and by what they are about', () => {
    expect(operations.map(({ plugin, group }) => [plugin, group])).toEqual([
      ['Core', 'evidence'],
      ['GST', 'returns'],
      ['Core', 'auth'],
    ]);
  });

  test('say who may call them, or why everybody may', () => {
    expect(files).toMatchObject({ permission: 'core.evidence.read', note: '' });
    expect(keys).toMatchObject({ permission: undefined, note: 'Open to everybody: they are public keys.' });
  });

  test.each([
    ['evidence', ['core-get-evidence']],
    ['post gst', ['gst-post-returns-by-id']],
    ['RETURN.FILE', ['gst-post-returns-by-id']],
    ['nothing of the kind', []],
    ['', operations.map(({ id }) => id)],
  ])('are found by every word of %j', (text, ids) => {
    expect(matching(operations, text).map(({ id }) => id)).toEqual(ids);
  });
});

describe('a schema', () => {
  test('is told line by line, from the outside in, and one that holds itself comes to an end', () => {
    expect(
      fieldsOf(body, schemas).map(({ depth, name, type, required }) => [depth, name, type, required]),
    ).toEqual([
      [0, 'on', 'string (date)', true],
      [0, 'kind', 'string', false],
      [0, 'people', 'array of Person', true],
      [1, 'name', 'string', true],
      [1, 'boss', 'Person', false],
      [0, 'note', 'string or null', false],
    ]);
  });

  test('says its limits and choices, and not those of every number', () => {
    const notes = (schema: object) => fieldsOf({ properties: { it: schema } }, {})[0]?.notes;
    expect(notes({ type: 'string', enum: ['a', 'b'], default: 'a' })).toEqual(['a | b', 'default "a"']);
    expect(notes({ type: 'integer', minimum: 1, maximum: 500 })).toEqual(['1 to 500']);
    expect(notes({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER })).toEqual(['at least 0']);
    expect(notes({ type: 'string', maxLength: 80 })).toEqual(['at most 80 characters']);
  });

  test('made up by a tool shows as what it is', () => {
    expect(typeOf({ $ref: '#/components/schemas/__schema0' }, { __schema0: { type: 'boolean' } })).toBe(
      'boolean',
    );
  });

  test('has a sample with what must be in it', () => {
    expect(sampleOf(body, schemas)).toEqual({ on: '2026-04-01', people: [{ name: '…' }] });
  });
});

describe('an example', () => {
  test('is a command that a shell takes as it stands', () => {
    expect(curlOf(filing, 'https://portal.example.in', schemas).split('\n').slice(0, 3)).toEqual([
      `curl -X POST 'https://portal.example.in/v1/gst/returns/{id}' \\`,
      `  -H "Authorization: Bearer $TOKEN" \\`,
      `  -H 'Content-Type: application/json' \\`,
    ]);
    const quote = { ...filing, path: `/it's` };
    expect(curlOf(quote, '', schemas)).toContain(`'/it'\\''s'`);
  });

  test('sends no token where everybody may call', () => {
    expect(curlOf(keys, 'http://localhost:7007', schemas)).toBe(`curl 'http://localhost:7007/v1/auth/keys'`);
  });
});
