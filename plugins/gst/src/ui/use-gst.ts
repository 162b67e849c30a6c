import { useQuery } from '@tanstack/react-query';
import { usePortal } from '@compliance-os/ui';
import type { InstanceDetail, Registration } from './records.ts';

export function useGstins(entityId: string) {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'registrations', entityId],
    queryFn: ({ signal }) =>
      request<{ items: readonly Registration[] }>(
        `/v1/compliance/registrations?limit=200&entityId=${encodeURIComponent(entityId)}`,
        { signal },
      ).then((page) => page.items),
    select: (registrations) => registrations.filter((it) => it.type === 'gstin'),
  });
}

export function useReturn(instanceId: string) {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'instance', instanceId],
    queryFn: ({ signal }) =>
      request<InstanceDetail>(`/v1/compliance/instances/${encodeURIComponent(instanceId)}`, { signal }),
  });
}
