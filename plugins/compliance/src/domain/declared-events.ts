/** The events that masters know by name: those that start an obligation, and those that rules count dates from. */
import type { Master } from './master.ts';

export interface DeclaredEvent {
  readonly name: string;
  /** kinds of subject whose masters know it: `registration:gstin` */
  readonly subjects: readonly string[];
  /** codes of the masters it makes an obligation of */
  readonly starts: readonly string[];
  /** codes of the other masters that count from it */
  readonly dates: readonly string[];
}

export function declaredEvents(masters: readonly Master[]): readonly DeclaredEvent[] {
  const uses = masters.flatMap((master) => eventsOf(master).map((name) => ({ name, master })));
  return [...Map.groupBy(uses, ({ name }) => name)]
    .map(([name, users]) => {
      const by = users.map(({ master }) => master);
      const isTrigger = (master: Master): boolean => master.triggers?.includes(name) === true;
      return {
        name,
        subjects: unique(by.map(({ subject }) => subject)),
        starts: unique(by.filter(isTrigger).map(({ code }) => code)),
        dates: unique(by.filter((master) => !isTrigger(master)).map(({ code }) => code)),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Events that make instances of a master, and those its rule counts from, however deep. */
export function eventsOf({ triggers = [], rule }: Master): readonly string[] {
  return unique([...triggers, ...ruleEvents(rule)]);
}

/** `trigger` stands for whichever of a master's triggers happened: it is no event of its own. */
function ruleEvents(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'event' && typeof value === 'string' && value !== 'trigger' ? [value] : ruleEvents(value),
  );
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
