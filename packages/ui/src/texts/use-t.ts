import { useCallback } from 'react';
import { useTranslate } from 'react-admin';
import { textKey, type EnglishTexts, type Translate } from './texts.ts';

/**
 * A plugin's own `useT`, typed by its English file: a key that the file has not, or a value that the text names and the
 * call does not give, does not compile. What another language lacks shows in English.
 */
export const createUseT =
  <const English extends EnglishTexts>(pluginId: string, english: English) =>
  (): Translate<English> => {
    const translate = useTranslate();
    return useCallback<Translate<English>>(
      (key, ...[values]) => translate(textKey(pluginId, key), { _: english[key], ...values }),
      [translate],
    );
  };
