import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { Entity, GrantDimension, Invitation, Permission, Person, Role } from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { messageOf } from '../api/problem.ts';

const all = <T>(path: string) => ({
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    request<Page<T>>(`${path}${queryString({ limit: 200 })}`, { signal }).then((page) => page.items),
});

export const usePeople = (enabled = true) =>
  useQuery({ queryKey: ['people', 'all'], ...all<Person>('/v1/people'), enabled });
export const useRoles = () => useQuery({ queryKey: ['roles', 'all'], ...all<Role>('/v1/roles') });
export const usePermissions = () =>
  useQuery({ queryKey: ['permissions'], ...all<Permission>('/v1/permissions') });
export const useDimensions = () =>
  useQuery({ queryKey: ['grant-dimensions'], ...all<GrantDimension>('/v1/grant-dimensions') });
export const useInvitations = () =>
  useQuery({ queryKey: ['people', 'invitations'], ...all<Invitation>('/v1/invitations') });
export const useEntities = () => useQuery({ queryKey: ['entities', 'all'], ...all<Entity>('/v1/entities') });

export const usePerson = (id: string) =>
  useQuery({
    queryKey: ['people', 'one', id],
    queryFn: ({ signal }) => request<Person>(`/v1/people/${encodeURIComponent(id)}`, { signal }),
  });

/** A change to a person, after which people are read again. */
export function usePersonChange<Input>(change: (input: Input) => Promise<unknown>) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      notify(t('Saved'), { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
    onError: (error) => notify(messageOf(error), { type: 'error' }),
  });
}
