/** The answer to "why?" in one sentence, and a predicate in words. The tree behind it is stored as it is. */
import type { Leaf, LeafOp, Predicate } from './applicability-schema.ts';
import type { Applicability, Explanation } from './applicability.ts';
import type { FactValue } from './facts.ts';
import { rupeesText } from './money.ts';
import { spanLabel } from './period-label.ts';
import { isWithin } from './period.ts';
import type { FactScope } from './yearly-facts.ts';

/** What is known of a field: its name for people, whether it is money (paise), and whether it is about one year. */
export interface FieldNames {
  readonly [field: string]: {
    readonly label: string;
    readonly money?: boolean;
    readonly of?: FactScope;
  };
}

const OPS: Readonly<Record<Exclude<LeafOp, 'present'>, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  notIn: 'is none of',
  lt: 'is below',
  lte: 'is at most',
  gt: 'is above',
  gte: 'is at least',
};

/** "Does not apply: gstin.filesQuarterly is yes, expected no." Where it applies on some days only, it says on which not. */
export function summary(result: Applicability, names: FieldNames = {}): string {
  const said = verdictInWords(result, names);
  if (result.verdict !== 'applies') return said;
  const gaps = result.gaps.filter((gap) => !result.open.some((open) => isWithin(gap, open)));
  return [
    said,
    ...gaps.map((gap) => `Not ${spanLabel(gap)}.`),
    ...(result.open.length === 0
      ? []
      : [`Undetermined ${list(result.open.map(spanLabel))}: ${notKnown(result.missing, names)}.`]),
  ].join(' ');
}

const notKnown = (fields: readonly string[], names: FieldNames): string =>
  `${list(fields.map((field) => label(field, names)))} ${fields.length === 1 ? 'is' : 'are'} not known`;

function verdictInWords(result: Applicability, names: FieldNames): string {
  switch (result.verdict) {
    case 'applies': {
      const facts = deciding(result.explanation, 'applies').map(
        (leaf) => `${label(leaf.field, names)} is ${show(leaf, leaf.received, names)}`,
      );
      return facts.length === 0 ? 'Applies to every subject of its kind.' : `Applies: ${list(facts)}.`;
    }
    case 'does-not-apply': {
      const facts = deciding(result.explanation, 'does-not-apply').map(
        (leaf) =>
          `${label(leaf.field, names)} is ${show(leaf, leaf.received, names)}, expected ${expected(leaf, names)}`,
      );
      return facts.length === 0 ? 'Does not apply.' : `Does not apply: ${facts.join('; ')}.`;
    }
    case 'undetermined':
      return `Undetermined: ${notKnown(result.missing, names)}.`;
  }
}

/** "gstin.type is one of regular, casual and gstin.status is active" */
export function predicateInWords(predicate: Predicate, names: FieldNames = {}): string {
  if ('always' in predicate) return 'every subject of its kind';
  if ('not' in predicate) return `not (${predicateInWords(predicate.not, names)})`;
  if ('field' in predicate) return leafInWords(predicate, names);
  const parts = ('all' in predicate ? predicate.all : predicate.any).map((p) =>
    'all' in p || 'any' in p ? `(${predicateInWords(p, names)})` : predicateInWords(p, names),
  );
  return parts.join('all' in predicate ? ' and ' : ' or ');
}

function leafInWords(leaf: Leaf, names: FieldNames): string {
  const when =
    leaf.at === 'at-start'
      ? ' at the start of the period'
      : leaf.at === 'at-end'
        ? ' at the end of the period'
        : '';
  if (leaf.op === 'present')
    return `${label(leaf.field, names)} is ${leaf.value ? '' : 'not '}present${when}`;
  return `${label(leaf.field, names)} ${OPS[leaf.op]} ${values(leaf.value, leaf.field, names)}${when}`;
}

type LeafExplanation = Extract<Explanation, { node: 'leaf' }>;

/** The leaves that made a node's verdict. Under a `not` the child's verdict is the other one. */
function deciding(node: Explanation, verdict: Explanation['verdict']): LeafExplanation[] {
  if (node.verdict !== verdict || node.node === 'always') return [];
  if (node.node === 'leaf') return [node];
  const wanted = node.node === 'not' ? (verdict === 'applies' ? 'does-not-apply' : 'applies') : verdict;
  return node.children.flatMap((child) => deciding(child, wanted));
}

function expected(leaf: LeafExplanation, names: FieldNames): string {
  if (leaf.op === 'present') return leaf.expected === true ? 'present' : 'none';
  const words = values(leaf.expected, leaf.field, names);
  return leaf.op === 'eq' ? words : `${OPS[leaf.op].replace(/^is /, '')} ${words}`;
}

function show(leaf: LeafExplanation, value: FactValue | null, names: FieldNames): string {
  return value === null ? 'not known' : values(value, leaf.field, names);
}

function values(value: Leaf['value'] | FactValue, field: string, names: FieldNames): string {
  if (typeof value === 'object') return value.map((v) => values(v, field, names)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' && names[field]?.money === true ? rupeesText(value) : String(value);
}

function label(field: string, names: FieldNames): string {
  return names[field]?.label ?? field;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
