import { useEffect } from 'react';

/** Screen readers choose their voice by the document's language. */
export function useDocumentLanguage(locale: string): void {
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
}
