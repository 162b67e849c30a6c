import { useQuery } from '@tanstack/react-query';
import type { PortalManifest } from '@compliance-os/ui';
import { request } from '../api/portal.ts';

export const PORTAL_KEY = ['portal'];

export const usePortalManifest = () =>
  useQuery({
    queryKey: PORTAL_KEY,
    queryFn: ({ signal }) => request<PortalManifest>('/v1/portal', { signal }),
    staleTime: 5 * 60_000,
  });
