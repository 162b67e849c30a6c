import { useLocaleState, useTranslate } from 'react-admin';
import { formatDate, humanise, RAG_LABEL, type Rag } from '@compliance-os/ui';
import { familyLabel } from './family-label.ts';

/** What a filter of the obligations is called on its chip. */
export function useDescribeFilter() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const date = (value: unknown) => formatDate(String(value), locale);
  return (name: string, value: unknown): string => {
    switch (name) {
      case 'rag':
        return t(RAG_LABEL[value as Rag]);
      case 'status':
        return t(humanise(String(value)));
      case 'family':
        return familyLabel(String(value));
      case 'dueFrom':
        return `${t('Due from')} ${date(value)}`;
      case 'dueTo':
        return `${t('Due to')} ${date(value)}`;
      case 'filedFrom':
        return `${t('Filed from')} ${date(value)}`;
      case 'entityId':
        return t('One entity');
      case 'subjectId':
        return t('One registration');
      case 'paidUnfiled':
        return t('Paid, not filed');
      case 'masterCode':
        return String(value);
      default:
        return t(humanise(name));
    }
  };
}
