import { QueryClient } from '@tanstack/react-query';
import { statusOf } from '../api/problem.ts';

const MINUTE = 60_000;

/** A refusal is an answer: only what never reached the server, or broke in it, is worth asking again. */
const worthRetrying = (failures: number, error: unknown): boolean => {
  const status = statusOf(error);
  return failures < 2 && (status === null || status >= 502);
};

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: MINUTE / 4, refetchOnWindowFocus: true } },
});
