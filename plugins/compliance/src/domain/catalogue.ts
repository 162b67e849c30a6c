/** All masters together: which version governs a period, and what only shows when they stand side by side. */
import { addDays } from './calendar.ts';
import type { Problem } from './invalid.ts';
import type { Master } from './master.ts';
import type { Period } from './period.ts';
import type { Rule } from './rule-schema.ts';

/** The version in force on the period's last day; null where the master did not exist yet or has ended. */
export function masterFor(versions: readonly Master[], period: Period): Master | null {
  return (
    versions.find(
      (m) => m.effectiveFrom <= period.to && (m.effectiveTo === null || period.to <= m.effectiveTo),
    ) ?? null
  );
}

/** Problems between masters: two versions in force on one day, references to nothing, dates that wait for each other. */
export function catalogueProblems(masters: readonly Master[]): Problem[] {
  const byCode = Map.groupBy(masters, (m) => m.code);
  return [
    ...[...byCode.values()].flatMap(versionProblems),
    ...masters.flatMap((master) => referenceProblems(master, byCode)),
    ...cycleProblems(byCode),
  ];
}

/**
 * The versions of a master once another is put in. The one that was open ends the day before it begins; the number of
 * a version that is there corrects that version, which keeps its first day.
 */
export function withVersion(versions: readonly Master[], next: Master): readonly Master[] {
  const others = versions.filter(({ version }) => version !== next.version);
  return [
    ...others.map((master) =>
      master.effectiveTo === null && master.effectiveFrom < next.effectiveFrom && isNewest(master, others)
        ? { ...master, effectiveTo: addDays(next.effectiveFrom, -1) }
        : master,
    ),
    next,
  ];
}

/** What is wrong with putting the version in, apart from what stands beside it. */
export function versionNumberProblems(versions: readonly Master[], next: Master): Problem[] {
  const same = versions.find(({ version }) => version === next.version);
  if (same === undefined || same.effectiveFrom === next.effectiveFrom) return [];
  const free = Math.max(...versions.map(({ version }) => version)) + 1;
  return [
    problem(
      `${next.code}.version`,
      `${free} for a new version from ${next.effectiveFrom}, or effectiveFrom ${same.effectiveFrom} to correct version ${same.version}`,
      String(next.version),
    ),
  ];
}

function isNewest(master: Master, among: readonly Master[]): boolean {
  return among.every(({ effectiveFrom }) => effectiveFrom <= master.effectiveFrom);
}

/** Masters a rule takes its date from. */
export function masterReferences(rule: Rule): readonly string[] {
  if (rule.kind === 'relative-to-master') return [rule.master];
  if (rule.kind === 'variant') return rule.branches.flatMap((b) => masterReferences(b.rule));
  return 'rules' in rule ? rule.rules.flatMap(masterReferences) : [];
}

function versionProblems(versions: readonly Master[]): Problem[] {
  const ordered = versions.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return ordered.slice(1).flatMap((next, i) => {
    const last = ordered[i]!;
    const path = `${next.code} version ${next.version}`;
    const clash = last.effectiveTo === null || last.effectiveTo >= next.effectiveFrom;
    return [
      ...(clash
        ? [
            problem(
              `${path}.effectiveFrom`,
              `days apart from version ${last.version} (${rangeOf(last)})`,
              rangeOf(next),
            ),
          ]
        : []),
      ...(last.version === next.version
        ? [problem(`${path}.version`, 'a number of its own', String(next.version))]
        : []),
    ];
  });
}

function rangeOf({ effectiveFrom, effectiveTo }: Master): string {
  return `${effectiveFrom} to ${effectiveTo ?? 'further notice'}`;
}

function referenceProblems(master: Master, byCode: ReadonlyMap<string, readonly Master[]>): Problem[] {
  const named: [string, string | undefined][] = [
    ...master.dependencies.map((d, i): [string, string] => [`dependencies[${i}].master`, d.master]),
    ...masterReferences(master.rule).map((code): [string, string] => ['rule.master', code]),
    ['predecessor', master.predecessor],
    ['successor', master.successor],
  ];
  return named.flatMap(([path, code]) =>
    code === undefined || byCode.has(code)
      ? []
      : [problem(`${master.code}.${path}`, 'the code of a master', code)],
  );
}

function cycleProblems(byCode: ReadonlyMap<string, readonly Master[]>): Problem[] {
  const next = (code: string) => (byCode.get(code) ?? []).flatMap((m) => masterReferences(m.rule));
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    next(from).some((code) => code === goal || (!seen.has(code) && reaches(code, goal, seen.add(code))));
  return [...byCode.keys()]
    .filter((code) => reaches(code, code, new Set()))
    .map((code) =>
      problem(`${code}.rule`, 'a date that does not depend on itself', 'a cycle of relative-to-master'),
    );
}

function problem(path: string, expected: string, received: string): Problem {
  return { path, expected, received };
}
