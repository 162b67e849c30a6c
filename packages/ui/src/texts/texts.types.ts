import { definePluginUI } from '../contract/plugin-ui.ts';
import { createUseT } from './use-t.ts';

// Types have tests too: this file only has to compile.

const english = {
  title: 'Licences',
  expires: '%{name} expires on %{date}',
  found: '%{smart_count} licence |||| %{smart_count} licences',
} as const;
const panel = async () => ({ default: () => 'x' });

const useT = createUseT('food', english);
export function Accepted(): string[] {
  const t = useT();
  return [t('title'), t('expires', { name: 'A', date: '1 Apr 2026' }), t('found', { smart_count: 2 })];
}
export function Refused(): string[] {
  const t = useT();
  return [
    // @ts-expect-error there is no such key
    t('titel'),
    // @ts-expect-error the text names two values
    t('expires', { name: 'A' }),
    // @ts-expect-error the text names a value
    t('expires'),
  ];
}

export const complete = definePluginUI({
  id: 'food',
  version: '1.0.0',
  texts: { en: english, hi: async () => ({ default: { title: 'अनुज्ञप्तियाँ', expires: '…', found: '…' } }) },
  slots: { 'entity.panel': [{ id: 'a', title: 'title', load: panel }] },
});

export const unknownTitle = definePluginUI({
  id: 'food',
  version: '1.0.0',
  texts: { en: english, hi: async () => ({ default: { title: '…', expires: '…', found: '…' } }) },
  // @ts-expect-error a title is a key of the English texts
  slots: { 'entity.panel': [{ id: 'a', title: 'Licences', load: panel }] },
});

export const missingHindi = definePluginUI({
  id: 'food',
  version: '1.0.0',
  // @ts-expect-error a key of the English is missing
  texts: { en: english, hi: async () => ({ default: { title: '…', expires: '…' } }) },
  slots: {},
});

// Without texts of its own a plugin says its titles themselves.
export const plain = definePluginUI({
  id: 'food',
  version: '1.0.0',
  slots: { 'entity.panel': [{ id: 'a', title: 'Licences', load: panel }] },
});
