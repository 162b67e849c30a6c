/**
 * The stored answer to "why?". Most instances of a subject are there for the same reason month after month, so days
 * that belong to the period are kept as places in it (`@from`), and one stored answer serves all of them.
 */
import type { Duty, Explanation, LocalDate } from '../domain/index.ts';
import { contentHash } from './content-hash.ts';

type Place = '@span' | '@from' | '@to';
type StoredLeaf = Omit<Extract<Explanation, { node: 'leaf' }>, 'asOf'> & { readonly asOf: LocalDate | Place };
export type StoredTree =
  | StoredLeaf
  | Extract<Explanation, { node: 'always' }>
  | {
      readonly node: 'all' | 'any' | 'not';
      readonly verdict: Explanation['verdict'];
      readonly children: readonly StoredTree[];
    };

export interface StoredExplanation {
  readonly hash: string;
  readonly summary: string;
  readonly tree: StoredTree;
}

interface Days {
  readonly span: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The stored answers of duties, in their order; what is the same for many is hashed once. */
export const explanationsOf = (
  duties: readonly Pick<Duty, 'span' | 'period' | 'applicability' | 'summary'>[],
): readonly StoredExplanation[] => {
  const known = new Map<string, StoredExplanation>();
  return duties.map(({ span, period, applicability, summary }) => {
    const days = { span: span.from, from: period.from, to: period.to };
    const tree = fold(applicability.explanation, days, `period ${period.key}`);
    const text = JSON.stringify([summary, tree]);
    const found = known.get(text) ?? { hash: contentHash({ summary, tree }), summary, tree };
    known.set(text, found);
    return found;
  });
};

const fold = (node: Explanation, days: Days, ownSource: string): StoredTree => {
  if (node.node === 'always') return node;
  if (node.node !== 'leaf')
    return { ...node, children: node.children.map((child) => fold(child, days, ownSource)) };
  const place: Place | undefined =
    node.asOf === days.span
      ? '@span'
      : node.asOf === days.from
        ? '@from'
        : node.asOf === days.to
          ? '@to'
          : undefined;
  return {
    ...node,
    asOf: place ?? node.asOf,
    source: node.source === ownSource ? 'the period' : node.source,
  };
};

export const unfold = (node: StoredTree, days: Days): Explanation => {
  if (node.node === 'always') return node;
  if (node.node !== 'leaf') return { ...node, children: node.children.map((child) => unfold(child, days)) };
  const { asOf } = node;
  const day = asOf === '@span' ? days.span : asOf === '@from' ? days.from : asOf === '@to' ? days.to : asOf;
  return { ...node, asOf: day };
};
