/** What decides where a contribution stands among the others of its slot. */
export interface Placed {
  /** `<plugin>/<id>` */
  readonly key: string;
  readonly order?: number | undefined;
  /** Key of the contribution that comes after this one. */
  readonly before?: string | undefined;
  /** Key of the contribution that this one follows. */
  readonly after?: string | undefined;
}

/** A wish that cannot be met: it is left out, and the rest stands as it would without it. */
export interface OrderProblem {
  readonly key: string;
  readonly wish: 'before' | 'after';
  readonly other: string;
  readonly reason: 'unknown' | 'cycle';
}

export interface Ordered<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly OrderProblem[];
}

/** Where nothing else is said. */
const USUAL = 100;

const byOrder = (a: Placed, b: Placed): number =>
  (a.order ?? USUAL) - (b.order ?? USUAL) || (a.key < b.key ? -1 : 1);

interface Wish extends OrderProblem {
  readonly first: string;
  readonly second: string;
}

const wishesOf = ({ key, before, after }: Placed): Wish[] => [
  ...(before === undefined
    ? []
    : [
        {
          key,
          wish: 'before' as const,
          other: before,
          reason: 'unknown' as const,
          first: key,
          second: before,
        },
      ]),
  ...(after === undefined
    ? []
    : [{ key, wish: 'after' as const, other: after, reason: 'unknown' as const, first: after, second: key }]),
];

const told = ({ key, wish, other }: Wish, reason: OrderProblem['reason']): OrderProblem => ({
  key,
  wish,
  other,
  reason,
});

/**
 * Puts contributions in order: every wish of `before` and `after` is met, and of what may come next the one with the
 * lowest `order` does, then the one with the first key. The same contributions give the same order however they came.
 *
 * A wish about a key that is not there is reported as `unknown`. Wishes that contradict each other are met in the order
 * of their keys; the one that would close a circle is reported as `cycle`.
 */
export function inOrder<Item extends Placed>(contributions: readonly Item[]): Ordered<Item> {
  const sorted = contributions.toSorted(byOrder);
  const problems: OrderProblem[] = [];
  const followers = new Map<string, Set<string>>(sorted.map(({ key }) => [key, new Set()]));
  for (const wish of sorted.toSorted((a, b) => (a.key < b.key ? -1 : 1)).flatMap(wishesOf)) {
    if (!followers.has(wish.other)) problems.push(told(wish, 'unknown'));
    else if (leadsTo(followers, wish.second, wish.first)) problems.push(told(wish, 'cycle'));
    else followers.get(wish.first)!.add(wish.second);
  }
  return { items: takeInTurn(sorted, followers), problems };
}

/** Whether the wishes met so far put `from` before `to`, or they are one. */
function leadsTo(followers: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  if (from === to) return true;
  return [...followers.get(from)!].some((next) => leadsTo(followers, next, to));
}

/** Takes the first in order of those that nobody waits before, until all are taken. */
function takeInTurn<Item extends Placed>(
  sorted: readonly Item[],
  followers: ReadonlyMap<string, ReadonlySet<string>>,
): Item[] {
  const waiting = [...sorted];
  const taken: Item[] = [];
  while (waiting.length > 0) {
    const held = new Set(waiting.flatMap(({ key }) => [...followers.get(key)!]));
    const next = waiting.findIndex(({ key }) => !held.has(key));
    taken.push(...waiting.splice(next, 1));
  }
  return taken;
}
