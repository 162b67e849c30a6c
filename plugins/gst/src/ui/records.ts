/** What the panels read of the compliance plugin's API. */

export type FactValue = string | number | boolean | null;

export interface Registration {
  readonly id: string;
  readonly type: string;
  readonly number: string;
  readonly status: string;
  readonly from: string;
  readonly facts: readonly {
    readonly field: string;
    readonly value: FactValue;
    readonly from: string;
    readonly to: string | null;
  }[];
}

export interface InstanceDetail {
  readonly dates: readonly { readonly kind: string; readonly date: string; readonly source: string | null }[];
  readonly dependencies: readonly {
    readonly instanceId: string;
    readonly form: string;
    readonly periodLabel: string;
    readonly status: string;
    readonly blocking: boolean;
  }[];
}

/** A registration's fact as it stands on a date; undefined where none is stated, null where it is unknown. */
export const factOn = ({ facts }: Registration, field: string, date: string): FactValue | undefined =>
  facts.find((it) => it.field === field && it.from <= date && (it.to === null || it.to > date))?.value;
