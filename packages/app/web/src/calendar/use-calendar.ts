import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CalendarItem } from '../api/compliance.ts';
import { queryString, type QueryValue } from '../api/page.ts';
import { request } from '../api/portal.ts';

export const useCalendar = (from: string, to: string, filter: Readonly<Record<string, QueryValue>>) =>
  useQuery({
    queryKey: ['compliance', 'calendar', from, to, filter],
    queryFn: ({ signal }) =>
      request<{ items: readonly CalendarItem[] }>(
        `/v1/compliance/calendar${queryString({ from, to, ...filter })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    enabled: from !== '',
  });
