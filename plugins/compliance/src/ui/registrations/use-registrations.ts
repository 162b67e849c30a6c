import { useQuery, useQueryClient } from '@tanstack/react-query';
import { usePortal } from '@compliance-os/ui';
import type { Listed, Registration, RegistrationType } from '../records.ts';

const KEY = ['compliance', 'registrations'];

export function useRegistrations(entityId: string) {
  const { request } = usePortal();
  return useQuery({
    queryKey: [...KEY, entityId],
    queryFn: ({ signal }) =>
      request<Listed<Registration>>(
        `/v1/compliance/registrations?limit=200&entityId=${encodeURIComponent(entityId)}`,
        { signal },
      ).then((page) => page.items),
  });
}

/** A registration or a fact decides what applies: all that hangs on it is read again. */
export function useReadAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['compliance'] });
}

/** The kinds of number that the plugins of the tenant know. */
export function useRegistrationTypes() {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'registration-types'],
    queryFn: ({ signal }) =>
      request<Listed<RegistrationType>>('/v1/compliance/registration-types', { signal }).then(
        (page) => page.items,
      ),
  });
}
