/** A table and the tables of the same plugin that its foreign keys point to. */
export interface LinkedTable {
  readonly name: string;
  readonly references: readonly string[];
}

/**
 * Tables in an order in which their rows can be deleted: each before those that it points to. Tables that point to each
 * other in a circle stand together: their rows go in one statement, at whose end the keys are checked.
 */
export const deletionOrder = (tables: readonly LinkedTable[]): readonly (readonly string[])[] => {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const reach = new Map(tables.map(({ name }) => [name, reachedFrom(name, byName)]));
  const together = (name: string): string[] =>
    [...reach.get(name)!].filter((other) => reach.get(other)!.has(name)).toSorted();
  const groups = new Map(tables.map(({ name }) => [together(name).join(), together(name)]));
  // Who points to another reaches all that the other does, and itself: strictly more.
  return [...groups.values()].toSorted(
    ([a], [b]) => reach.get(b!)!.size - reach.get(a!)!.size || (a! < b! ? -1 : 1),
  );
};

/** The table itself, and all that it points to directly or through others. */
const reachedFrom = (start: string, byName: ReadonlyMap<string, LinkedTable>): ReadonlySet<string> => {
  const reached = new Set([start]);
  for (const name of reached)
    for (const target of byName.get(name)?.references ?? []) if (byName.has(target)) reached.add(target);
  return reached;
};
