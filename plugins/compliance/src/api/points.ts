/** Where families of law join in. All of it is data and pure functions; the engine asks only plugins that are on. */
import { createExtensionPoint, type ContributionFault } from '@compliance-os/core';
import type {
  CoverageGroup,
  Derivation,
  DerivedEvents,
  FactValue,
  FieldNames,
  FilingEvent,
  GovernmentNotification,
  Master,
  Problem,
} from '../domain/index.ts';
import { catalogueProblems } from '../domain/index.ts';

/** What one body of law brings. */
export interface MastersContribution {
  /** `gst`: on every master of it */
  readonly family: string;
  /** "GST" */
  readonly label: string;
  readonly masters: readonly Master[];
  readonly coverage: readonly CoverageGroup[];
  /** notifications that moved dates, ready to be applied */
  readonly notifications: readonly GovernmentNotification[];
  /** names of its facts for people */
  readonly fields: FieldNames;
  /** what the portal of this law calls its acknowledgement: ARN, SRN, TOKEN, TRRN */
  readonly acknowledgementKind: string;
}

/** How a cell of an import, or an answer of a person, becomes the value of a fact. */
export type CellReading =
  | { readonly kind: 'one-of'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'rupees' }
  | { readonly kind: 'day' }
  | { readonly kind: 'text' };

/** A column of the sheet of registrations that is a fact. */
export interface FactColumn {
  readonly header: string;
  readonly synonyms: readonly string[];
  readonly field: string;
  readonly reads: CellReading;
  /** which financial year the fact is about where one stands behind the header: `AATO FY2025-26` */
  readonly year?: 'that-year' | 'the-year-after';
  /** the value of a registration that is over: it takes a last day, and until that day it was another */
  readonly ended?: { readonly value: string; readonly until: string };
}

export type ParsedNumber =
  | {
      readonly ok: true;
      /** in its canonical form */
      readonly number: string;
      readonly stateCode: string | null;
      /** what the number itself says, true from the first day of the registration */
      readonly facts: readonly { readonly field: string; readonly value: FactValue }[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type StatedValue =
  | { readonly ok: true; readonly value: FactValue }
  | { readonly ok: false; readonly message: string; readonly expected: string };

/** A kind of number that an entity files under. */
export interface RegistrationType {
  /** `gstin`; masters name it as `registration:gstin` */
  readonly type: string;
  readonly label: string;
  readonly family: string;
  readonly columns: readonly FactColumn[];
  readonly parse: (number: string, entity: { readonly pan: string | null }) => ParsedNumber;
  /** A stated value in the form that masters and notifications compare with: a district by its name. */
  readonly readValue: (
    field: string,
    value: FactValue,
    registration: { readonly stateCode: string | null },
  ) => StatedValue;
}

/** From recorded facts to those that masters ask for, and to the events that follow from them and from filings. */
export interface DerivedFacts {
  readonly derivations: readonly Derivation[];
  readonly events: readonly DerivedEvents[];
  readonly filings: readonly FilingEvent[];
}

const ofFamily = ({ family, masters }: MastersContribution): ContributionFault[] =>
  masters.flatMap((master, i) =>
    master.family === family
      ? []
      : [{ path: `masters[${i}].family`, expected: `"${family}"`, received: master.family }],
  );

export const mastersPoint = createExtensionPoint<MastersContribution>('compliance.masters', {
  validate: (value) => [...ofFamily(value), ...catalogueProblems(value.masters)],
});

export const registrationTypesPoint = createExtensionPoint<RegistrationType>(
  'compliance.registration-types',
  {
    validate: ({ type }) =>
      /^[a-z][a-z0-9-]*$/.test(type)
        ? []
        : [{ path: 'type', expected: 'lower-case letters, digits and hyphens', received: type }],
  },
);

export const derivedFactsPoint = createExtensionPoint<DerivedFacts>('compliance.derived-facts');
