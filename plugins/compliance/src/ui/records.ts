/** What the panels read of the plugin's API. Dates are IST calendar dates. */

export type FactValue = string | number | boolean | null;

export interface Fact {
  readonly field: string;
  /** Null is "unknown", which is a value: what depends on it is undetermined. */
  readonly value: FactValue;
  readonly from: string;
  readonly to: string | null;
  readonly source: string | null;
}

export interface Registration {
  readonly id: string;
  readonly entityId: string;
  readonly type: string;
  readonly number: string;
  readonly stateCode: string | null;
  readonly status: string;
  readonly from: string;
  readonly to: string | null;
  readonly facts: readonly Fact[];
}

export interface Explanation {
  readonly text: string;
  readonly outcome?: string;
  readonly children?: readonly Explanation[];
}

export interface Applicability {
  readonly master: {
    readonly code: string;
    readonly form: string;
    readonly name: string;
    readonly family: string;
  };
  readonly subject: { readonly type: string; readonly id: string; readonly label: string };
  readonly outcome: 'applies' | 'does-not-apply' | 'undetermined';
  readonly summary: string;
  readonly explanation: Explanation;
  readonly missingFacts: readonly string[];
}

export interface Master {
  readonly code: string;
  readonly form: string;
  readonly name: string;
  readonly family: string;
  readonly authority: string;
  readonly frequency: string;
  readonly dueDateRule: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly confidence: string;
  readonly source: string;
}

export interface Extension {
  readonly id: string;
  readonly number: string;
  readonly date: string;
  readonly masterCodes: readonly string[];
  readonly periods: readonly string[];
  readonly states: readonly string[];
  readonly newDate: string;
  readonly status: string;
  readonly affected: number;
}

export interface ExtensionPreview {
  readonly affected: number;
  readonly items: readonly {
    readonly instanceId: string;
    readonly form: string;
    readonly entityName: string;
    readonly subjectLabel: string;
    readonly periodLabel: string;
    readonly from: string;
    readonly to: string;
  }[];
}

export interface Listed<T> {
  readonly items: readonly T[];
}
