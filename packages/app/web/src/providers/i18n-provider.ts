import polyglotI18nProvider from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import { mergeTranslations, type TranslationMessages } from 'react-admin';
import type { Messages } from '@compliance-os/ui';

export type Locale = 'en' | 'hi';
export const LOCALES = [
  { locale: 'en', name: 'English' },
  { locale: 'hi', name: 'हिन्दी' },
] as const;

/**
 * Texts are keyed by their English wording, so a screen reads as what it shows; another language is a catalogue of
 * translations, and what it lacks shows in English. Only react-admin's own texts have symbolic keys, and those of plugins,
 * each under the id of its plugin.
 */
const pluginTexts: Record<Locale, Messages> = { en: {}, hi: {} };

const withPlugins = (messages: object, locale: Locale): TranslationMessages =>
  mergeTranslations(messages as TranslationMessages, pluginTexts[locale]);

const catalogues: Record<Locale, () => TranslationMessages | Promise<TranslationMessages>> = {
  en: () => withPlugins(english, 'en'),
  hi: async () => {
    const hindi = await import('../i18n/hi.ts');
    return withPlugins(mergeTranslations(english, hindi.default as unknown as TranslationMessages), 'hi');
  },
};

export const i18nProvider = polyglotI18nProvider(
  (locale) => catalogues[locale as Locale](),
  'en',
  [...LOCALES],
  { allowMissing: true },
);

/** Adds the texts of a plugin, each language's as they stand in its catalogue, and reads the current one again. */
export async function addPluginTexts(texts: Readonly<Partial<Record<string, Messages>>>): Promise<void> {
  for (const { locale } of LOCALES) pluginTexts[locale] = { ...pluginTexts[locale], ...texts[locale] };
  await i18nProvider.changeLocale(i18nProvider.getLocale());
}
