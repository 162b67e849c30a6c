import { useRouteError } from 'react-router';
import { PageFailure } from './page-failure.tsx';

/** The last resort: a screen outside the back office's frame that threw. */
export function RouteFailure() {
  const error = useRouteError();
  return <PageFailure error={error instanceof Error ? error : new Error(String(error))} />;
}
