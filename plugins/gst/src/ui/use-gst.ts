import { useQuery } from '@tanstack/react-query';
import { usePortal } from '@compliance-os/ui';
import type { Chain } from '../api/chain.ts';
import type { Standing } from '../api/standing.ts';
import type { Registration } from './records.ts';

export function useGstins(entityId: string) {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['compliance', 'registrations', entityId, 'gstin'],
    queryFn: ({ signal }) =>
      request<{ items: readonly Registration[] }>(
        `/v1/compliance/registrations?limit=200&type=gstin&entityId=${encodeURIComponent(entityId)}`,
        { signal },
      ).then((page) => page.items),
  });
}

/** What a GSTIN says by itself, and how it files today. */
export function useStanding(registrationId: string) {
  const { request } = usePortal();
  return useQuery({
    queryKey: ['gst', 'standing', registrationId],
    queryFn: ({ signal }) =>
      request<Standing>(`/v1/gst/registrations/${encodeURIComponent(registrationId)}/standing`, { signal }),
  });
}

/** The returns before and after one, and which waits for which. */
export function useChain(instanceId: string) {
  const { request } = usePortal();
  return useQuery({
    // Under the plugin whose steps change it, so that a step reads it again.
    queryKey: ['compliance', 'instance', instanceId, 'gst-chain'],
    queryFn: ({ signal }) =>
      request<Chain>(`/v1/gst/instances/${encodeURIComponent(instanceId)}/chain`, { signal }),
  });
}
