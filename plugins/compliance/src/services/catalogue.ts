import type { Context, Contributions, Queries } from '@compliance-os/core';
import {
  derivedFactsPoint,
  mastersPoint,
  registrationTypesPoint,
  type MastersContribution,
  type RegistrationType,
} from '../api/points.ts';
import type {
  CoverageGroup,
  Derivation,
  EventDerivation,
  FieldNames,
  FilingEvent,
  GovernmentNotification,
  Master,
} from '../domain/index.ts';
import { MasterSchema } from '../domain/index.ts';
import { tenantMasters } from '../store/masters.ts';
import { frozenFamilies, type FrozenFamily } from './frozen.ts';

/** The law as this tenant has it: what the plugins that are on for it brought, and the tenant's own masters. */
export interface Catalogue {
  readonly families: readonly Pick<MastersContribution, 'family' | 'label' | 'acknowledgementKind'>[];
  readonly masters: readonly Master[];
  /** plugin that shipped a master, by code; `tenant` for the tenant's own */
  readonly origin: (code: string) => string;
  readonly coverage: readonly CoverageGroup[];
  readonly notifications: readonly GovernmentNotification[];
  readonly fields: FieldNames;
  readonly registrationTypes: readonly RegistrationType[];
  readonly derivations: readonly Derivation[];
  readonly events: readonly EventDerivation[];
  /** bodies of law that are here and off for the tenant */
  readonly frozen: readonly FrozenFamily[];
  /** names of events that follow from facts, and are not recorded by hand */
  readonly derivedEvents: readonly string[];
  /** fields that tell events which nothing else does, by event */
  readonly toldBy: Readonly<Record<string, string>>;
  readonly filings: readonly FilingEvent[];
}

const ENGINE_FIELDS: FieldNames = {
  'org.entityType': { label: 'kind of entity' },
  'org.stateCode': { label: 'state of the registered office' },
  'period.monthInQuarter': { label: 'month of the quarter' },
  'period.month': { label: 'month' },
  'period.kind': { label: 'length of the period' },
};

export const loadCatalogue = async (
  ctx: Context,
  contributions: Contributions,
  q: Queries,
): Promise<Catalogue> => {
  const frozen = await frozenFamilies(ctx, contributions);
  const [laws, types, derived, tenants] = await Promise.all([
    contributions.of(ctx, mastersPoint),
    contributions.of(ctx, registrationTypesPoint),
    contributions.of(ctx, derivedFactsPoint),
    tenantMasters(q, ctx.tenant),
  ]);
  const own = tenants
    .map((content) => MasterSchema.parse(content))
    .filter(({ family }) => frozen.every((off) => off.family !== family));
  const origins = new Map(laws.flatMap(({ plugin, value }) => value.masters.map((m) => [m.code, plugin])));
  return {
    families: laws.map(({ value }) => value),
    masters: [...laws.flatMap(({ value }) => value.masters), ...own],
    origin: (code) => origins.get(code) ?? 'tenant',
    coverage: laws.flatMap(({ value }) => value.coverage),
    notifications: laws.flatMap(({ value }) => value.notifications),
    fields: Object.assign({}, ENGINE_FIELDS, ...laws.map(({ value }) => value.fields)) as FieldNames,
    registrationTypes: types.map(({ value }) => value),
    derivations: derived.flatMap(({ value }) => value.derivations),
    frozen,
    events: derived.flatMap(({ value }) => value.events.map(({ derive }) => derive)),
    derivedEvents: derived.flatMap(({ value }) => value.events.flatMap(({ produces }) => produces)),
    toldBy: Object.assign(
      {},
      ...derived.flatMap(({ value }) => value.events.map(({ toldBy }) => toldBy)),
    ) as Catalogue['toldBy'],
    filings: derived.flatMap(({ value }) => value.filings),
  };
};

/** Whether the plugin of a master is on. Where it is off its instances are frozen: they stay, and nothing accrues. */
export const isInForce = ({ masters }: Catalogue, code: string): boolean =>
  masters.some((master) => master.code === code);

/** Names of the families that are off. */
export const frozenIn = ({ frozen }: Catalogue): readonly string[] => frozen.map(({ family }) => family);

/** ARN, SRN, TRRN: what the portal of this family calls its acknowledgement. */
export const acknowledgementKind = (catalogue: Catalogue, family: string): string =>
  catalogue.families.find((known) => known.family === family)?.acknowledgementKind ?? 'REFERENCE';
