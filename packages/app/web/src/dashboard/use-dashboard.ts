import { useQuery } from '@tanstack/react-query';
import type { Dashboard } from '../api/compliance.ts';
import { request } from '../api/portal.ts';

export const useDashboard = (enabled: boolean) =>
  useQuery({
    queryKey: ['compliance', 'dashboard'],
    queryFn: ({ signal }) => request<Dashboard>('/v1/compliance/dashboard', { signal }),
    enabled,
  });
