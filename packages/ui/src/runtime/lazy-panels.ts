import { lazy, type ComponentType } from 'react';
import type { LazyComponent } from '../contract/slots.ts';
import { LOAD_LIMIT, withTimeLimit } from '../registry/time-limit.ts';

// One lazy component per contribution. Its props are not known here: `panelFor` gives them back, since a key always
// comes with the same contribution.
const panels = new Map<string, unknown>();

export function panelFor<Props>(key: string, load: LazyComponent<Props>): ComponentType<Props> {
  const known = panels.get(key) as ComponentType<Props> | undefined;
  if (known) return known;
  const panel = lazy(() =>
    withTimeLimit(load(), LOAD_LIMIT, `Panel ${key}`),
  ) as unknown as ComponentType<Props>;
  panels.set(key, panel);
  return panel;
}

/** React.lazy keeps a rejected promise for ever, so trying again needs a new lazy component. */
export const forgetPanel = (key: string): boolean => panels.delete(key);
