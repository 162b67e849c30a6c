import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { Evidence } from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { messageOf } from '../api/problem.ts';

/** What a file proves. */
export interface EvidenceTarget {
  readonly entityId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly period?: string;
}

const KEY = ['evidence'];

export const useEvidenceOf = (subjectId: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: [...KEY, 'of', subjectId],
    queryFn: ({ signal }) =>
      request<Page<Evidence>>(`/v1/evidence${queryString({ subjectId, limit: 100 })}`, { signal }),
  });

/** Reads everything that a new or approved file changes: lists, checklists, commands and history. */
function useReadAgain() {
  const queries = useQueryClient();
  return () =>
    Promise.all([KEY, ['compliance'], ['audit']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export interface Upload {
  readonly target: EvidenceTarget;
  readonly kind: string;
  readonly label: string;
  readonly file: File;
}

export function useUpload() {
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: ({ target, kind, label, file }: Upload) =>
      request<Evidence>('/v1/evidence', { body: formOf({ ...target, kind, label }, file) }),
    onSuccess: readAgain,
  });
}

export function useNewVersion(id: string) {
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: (file: File) => request<Evidence>(`/v1/evidence/${id}/versions`, { body: formOf({}, file) }),
    onSuccess: readAgain,
  });
}

export function useApproval(id: string) {
  const t = useTranslate();
  const notify = useNotify();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: () => request<Evidence>(`/v1/evidence/${id}/approve`, { method: 'POST' }),
    onSuccess: async () => {
      notify(t('Approved. From now on nobody can change this file.'), { type: 'success' });
      await readAgain();
    },
    onError: (error) => notify(messageOf(error), { type: 'error' }),
  });
}

/** A short-lived address of the file. */
export const downloadAddress = async (id: string): Promise<string> =>
  (await request<{ url: string }>(`/v1/evidence/${id}/download`, { method: 'POST' })).url;

/** Fields go before the file, so that the server knows what comes before it takes the bytes. */
function formOf(fields: Readonly<Record<string, string | undefined>>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append('file', file, file.name);
  return form;
}
