import type { ReactNode } from 'react';
import { usePermission } from './portal-context.ts';

interface Props {
  readonly permission: string;
  readonly children: ReactNode;
}

/** Shows what the person may do. For show only: the server refuses whatever is not allowed, shown or not. */
export const Allowed = ({ permission, children }: Props) => (usePermission(permission) ? children : null);
