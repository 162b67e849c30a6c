import { expect, it } from 'vitest';
import { eventTitle } from './event-title.ts';

it.each([
  ['supplier-invoice.issued', 'Supplier invoice issued'],
  ['gstr9.filed', 'GSTR9 filed'],
  ['agm', 'Agm'],
])('%s is shown as %s', (name, title) => expect(eventTitle(name)).toBe(title));
