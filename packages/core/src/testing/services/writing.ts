import type { Context } from '../../context/context.ts';

/** Without an act nothing can be written: the host opens such a context for reading only. */
export const writing = ({ act }: Context, what: string): void => {
  if (!act) throw new Error(`${what}: expected a context with an act, received one that only reads`);
};
