/** Where the switch is kept: for this tab, until it is closed. */
const KEY = 'compliance-os.slots';

interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/**
 * Whether the page shows which slots it has and who fills them, for those who write plugins. `?slots` in the address
 * switches it on for the tab, `?slots=off` off again. It shows outlines and nothing else: no data and no right hangs on it.
 */
export function slotsAreShown(search: string, memory: Memory): boolean {
  const asked = new URLSearchParams(search).get('slots');
  if (asked !== null) memory.setItem(KEY, asked === 'off' ? 'off' : 'on');
  return memory.getItem(KEY) === 'on';
}
