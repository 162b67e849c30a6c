import { Skeleton } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { SavedQueriesList, useListContext, useTranslate } from 'react-admin';
import { humanise, RAG_LABEL, type Rag } from '@compliance-os/ui';
import { queryString, type QueryValue } from '../api/page.ts';
import { request } from '../api/portal.ts';
import type { Facets, FacetValue } from '../api/compliance.ts';
import { FacetGroup, type FacetChoice } from '../list/facet-group.tsx';
import { familyLabel } from './family-label.ts';

const RAG_ORDER = ['red', 'amber', 'green'] as const;

/** Two masters may have one form (GSTR-1, monthly and quarterly): then the code says which. */
const toldApart = (choices: readonly FacetChoice[]): readonly FacetChoice[] =>
  choices.map((it) =>
    choices.some((other) => other !== it && other.label === it.label)
      ? { ...it, label: `${it.label} · ${it.value}` }
      : it,
  );

export function ObligationFacets() {
  const t = useTranslate();
  const { filterValues } = useListContext();
  const filter = filterValues as Record<string, QueryValue>;
  const { data } = useQuery({
    queryKey: ['compliance', 'facets', filter],
    queryFn: ({ signal }) => request<Facets>(`/v1/compliance/facets${queryString(filter)}`, { signal }),
    placeholderData: keepPreviousData,
  });
  if (!data) return <Skeleton variant="rounded" height={420} />;
  const choices = (values: readonly FacetValue[] | undefined, label: (value: string) => string) =>
    (values ?? []).map((it) => ({ value: it.value, label: it.label ?? label(it.value), count: it.count }));
  return (
    <>
      <FacetGroup
        title="How things stand"
        source="rag"
        choices={choices(
          RAG_ORDER.flatMap((rag) => data.rag.filter((it) => it.value === rag)),
          (it) => t(RAG_LABEL[it as Rag]),
        )}
      />
      <FacetGroup title="Status" source="status" choices={choices(data.status, (it) => t(humanise(it)))} />
      <FacetGroup title="Law" source="family" choices={choices(data.family, familyLabel)} />
      <FacetGroup title="Entity" source="entityId" choices={choices(data.entityId, (it) => it)} />
      <FacetGroup
        title="Form"
        source="masterCode"
        choices={toldApart(choices(data.masterCode, (it) => it))}
      />
      <SavedQueriesList />
    </>
  );
}
