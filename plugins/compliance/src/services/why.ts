import type { Why } from '../api/values.ts';
import type { Explanation, FactValue, FieldNames, Leaf } from '../domain/index.ts';
import { dateLabel, rupeesText } from '../domain/index.ts';

const OPS: Readonly<Record<Leaf['op'], string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  notIn: 'is none of',
  lt: 'is below',
  lte: 'is at most',
  gt: 'is above',
  gte: 'is at least',
  present: 'is recorded',
};

const GROUPS = { all: 'All of', any: 'Any of', not: 'None of' } as const;

/** A reading of a predicate as sentences, for people. */
export const whyTree = (node: Explanation, names: FieldNames): Why => {
  if (node.node === 'always') return { text: 'Every subject of its kind', outcome: node.verdict };
  if (node.node !== 'leaf') {
    return {
      text: GROUPS[node.node],
      outcome: node.verdict,
      children: node.children.map((child) => whyTree(child, names)),
    };
  }
  const label = names[node.field]?.label ?? node.field;
  const expected = node.op === 'present' ? '' : ` ${shown(node.expected, node.field, names)}`;
  const received = node.received === null ? 'not known' : shown(node.received, node.field, names);
  return {
    text: `${sentence(label)} ${OPS[node.op]}${expected}: ${received} on ${dateLabel(node.asOf)} (${source(node.source)})`,
    outcome: node.verdict,
  };
};

const sentence = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

const SOURCES: Readonly<Record<string, string>> = {
  'never-recorded': 'nobody has recorded it',
  'not-recorded-for-this-day': 'not recorded for this day',
  'recorded-as-unknown': 'recorded as unknown',
};
const source = (text: string): string => SOURCES[text] ?? text;

const shown = (value: Leaf['value'] | FactValue, field: string, names: FieldNames): string => {
  if (typeof value === 'object') return value.map((item) => shown(item, field, names)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' && names[field]?.money === true ? rupeesText(value) : String(value);
};
