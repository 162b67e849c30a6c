import { expect, test } from 'vitest';
import { z } from 'zod';
import type { JsonSchema } from '../api/core.ts';
import { settingsFields } from './settings-shape.ts';
import { configOf, settingsOf } from './settings-values.ts';

/** As a plugin declares its settings, and as the server hands them on. */
const Schema = z.object({
  contact: z.email().describe('Who is written to.'),
  days: z.int().min(1).max(90).default(7),
  rate: z.number().optional(),
  digest: z.boolean().default(true),
  channel: z.enum(['mail', 'sms']).default('mail'),
  level: z.union([z.literal('low'), z.literal('high')]).optional(),
  since: z.iso.date().nullable().optional(),
  states: z.array(z.string()).default([]),
  kinds: z.array(z.enum(['state', 'central'])).optional(),
  reminder: z
    .object({ daysBefore: z.int().default(30), to: z.string().meta({ title: 'Send to' }) })
    .optional(),
  mapping: z.record(z.string(), z.string()).optional(),
});
const fields = settingsFields(z.toJSONSchema(Schema, { io: 'input' }) as JsonSchema);

test('each kind of setting has the field that is made for it', () => {
  expect(fields.map((it) => [it.name, it.kind, it.label])).toEqual([
    ['contact', 'text', 'Contact'],
    ['days', 'number', 'Days'],
    ['rate', 'number', 'Rate'],
    ['digest', 'switch', 'Digest'],
    ['channel', 'choice', 'Channel'],
    ['level', 'choice', 'Level'],
    ['since', 'text', 'Since'],
    ['states', 'list', 'States'],
    ['kinds', 'list', 'Kinds'],
    ['reminder', 'group', 'Reminder'],
    ['mapping', 'other', 'Mapping'],
  ]);
  expect(fields[0]).toMatchObject({ input: 'email', help: 'Who is written to.', required: true });
  expect(fields[1]).toMatchObject({ minimum: 1, maximum: 90, step: 1, required: false });
  expect(fields[2]).toMatchObject({ minimum: undefined, maximum: undefined, step: 'any' });
  expect(fields[5]).toMatchObject({ choices: ['low', 'high'] });
  expect(fields[6]).toMatchObject({ input: 'date', required: false });
  expect(fields[8]).toMatchObject({ choices: ['state', 'central'] });
  expect(fields[9]).toMatchObject({
    fields: [
      { name: 'reminder.daysBefore', label: 'Days before', required: false },
      // the group may be left out, so nothing in it has to be there
      { name: 'reminder.to', label: 'Send to', required: false },
    ],
  });
});

test('what is set wins over the default, and what is neither starts empty', () => {
  const start = settingsOf(fields, { days: 3, reminder: { to: 'cfo' } });
  expect(start).toMatchObject({
    days: 3,
    digest: true,
    contact: '',
    states: [],
    reminder: { daysBefore: 30, to: 'cfo' },
  });
  expect(settingsOf(fields, null)).toMatchObject({ days: 7, reminder: { daysBefore: 30, to: '' } });
});

test('what is sent fits the schema, and a field that was left empty is not in it', () => {
  const sent = configOf(fields, {
    ...settingsOf(fields, { mapping: { a: 'b' } }),
    contact: 'a@b.example',
    reminder: { daysBefore: 30, to: '' },
  });
  expect(sent).toEqual({
    contact: 'a@b.example',
    days: 7,
    digest: true,
    channel: 'mail',
    states: [],
    kinds: [],
    mapping: { a: 'b' },
  });
  expect(Schema.safeParse(sent).success).toBe(true);
});

test('a plugin without settings has none', () => {
  expect(settingsFields(null)).toEqual([]);
  expect(settingsOf([], null)).toEqual({});
});

test('a group that was begun is sent as it is, for the server to judge', () => {
  const start = settingsOf(fields, null);
  expect(configOf(fields, { ...start, reminder: { daysBefore: 10, to: '' } })).toMatchObject({
    reminder: { daysBefore: 10 },
  });
});
