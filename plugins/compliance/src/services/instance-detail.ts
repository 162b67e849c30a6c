import type {
  Context,
  Contributions,
  Db,
  Evidence,
  EvidenceFile,
  Queries,
  TenantConfig,
} from '@compliance-os/core';
import type { InstanceDetail } from '../api/instances.ts';
import { isSettled, localDate, stands, type LocalDate, type TransitionFacts } from '../domain/index.ts';
import { findAmendment } from '../store/amendments.ts';
import { dependenciesOf } from '../store/dependencies.ts';
import { listDateChanges, listPaymentsOf, listSteps, listSubmissions } from '../store/filing.ts';
import { toInstance } from '../store/instance-columns.ts';
import { masterOf, readRecord, siblingsOf, type InstanceRecord } from '../store/instance-record.ts';
import { listSubjects, withKnowledge } from '../store/subjects.ts';
import { amendFactsOf } from './amendments.ts';
import { frozenIn, isInForce, loadCatalogue, type Catalogue } from './catalogue.ts';
import { exposureLines, exposureOf } from './exposure.ts';
import { frozenReasons, offersOf } from './offers.ts';
import { unfold } from '../store/stored-explanation.ts';
import { settingsOf } from './settings.ts';
import { transitionFacts, evidenceSubject } from './transition-facts.ts';
import { whyTree } from './why.ts';

export interface DetailDeps {
  readonly db: Db;
  readonly evidence: Evidence;
  readonly contributions: Contributions;
  readonly config: TenantConfig;
}

/** Everything about one instance; undefined outside the actor's reach. */
export const instanceDetail = async (
  deps: DetailDeps,
  ctx: Context,
  id: string,
): Promise<InstanceDetail | undefined> => {
  const q = deps.db.read(ctx);
  const record = await readRecord(q, ctx, 'compliance.instance.read', id);
  if (!record) return undefined;
  const master = masterOf(record);
  const [catalogue, settings, files, submissions, payments, steps, changes, dependencies, amendment] =
    await Promise.all([
      loadCatalogue(ctx, deps.contributions, q),
      settingsOf(ctx, deps.config),
      deps.evidence.of(ctx, evidenceSubject(record)),
      listSubmissions(q, ctx.tenant, id),
      listPaymentsOf(q, ctx.tenant, id),
      listSteps(q, ctx.tenant, id),
      listDateChanges(q, ctx.tenant, id),
      dependenciesOf(q, ctx.tenant, id),
      findAmendment(q, ctx.tenant, id),
    ]);
  const facts = await transitionFacts(q, ctx.tenant, record, files, settings, submissions, ctx.today);
  const exposure = await exposureFor(q, ctx, record, catalogue, submissions.find(stands));
  const amending = await amendFactsOf(q, ctx.tenant, record, submissions, amendment !== undefined);
  const blockers = dependencies.filter(({ blocking }) => blocking);
  const summary = toInstance(
    record,
    frozenIn(catalogue),
    isSettled({ status: record.status, criticalBlockers: record.critical }) ? [] : blockers,
  );
  return {
    ...summary,
    revision: record.revision,
    law: master.law,
    dueText: master.dueText,
    periodFrom: record.period_from,
    periodTo: record.period_to,
    partFrom: record.part_from,
    partTo: record.part_to,
    dates: datesOf(record, master.dueText, changes),
    why: whyOf(record, catalogue),
    evidenceRequired: requirementsOf(master.evidence, files),
    steps,
    submissions,
    amendment: amendment
      ? {
          kind: amendment.kind,
          reason: amendment.reason,
          status: amendment.status,
          openedAt: amendment.opened_at.toISOString(),
        }
      : null,
    furtherFilings: amending.permitted.map(({ kind, form, law }) => ({ kind, form, law })),
    payments,
    commands: offersOf(ctx, record, {
      facts,
      submissions,
      frozen: frozenReasons(record, catalogue),
      amendment,
      amending,
    }),
    exposure,
    penalties: [...master.penalties],
    dependencies,
    undeterminedDependencies: undeterminedOf(facts, catalogue),
  };
};

const undeterminedOf = (
  { dependencies }: TransitionFacts,
  { masters, fields }: Catalogue,
): InstanceDetail['undeterminedDependencies'] =>
  dependencies
    .filter(({ state }) => state === 'undetermined')
    .map(({ dependency: { master }, missing }) => ({
      masterCode: master,
      form: masters.find(({ code }) => code === master)?.form ?? master,
      missing: missing.map((field) => fields[field]?.label ?? field),
    }));

const whyOf = (record: InstanceRecord, { fields }: Catalogue): InstanceDetail['why'] => {
  const days = {
    span: localDate(record.part_from ?? record.period_from),
    from: localDate(record.period_from),
    to: localDate(record.period_to),
  };
  return { text: record.why_summary, children: [whyTree(unfold(record.why_tree, days), fields)] };
};

const datesOf = (
  record: InstanceRecord,
  dueText: string,
  changes: Awaited<ReturnType<typeof listDateChanges>>,
): InstanceDetail['dates'] => {
  const lines: InstanceDetail['dates'] = [];
  if (record.statutory_date !== null) {
    lines.push({
      kind: 'statutory',
      date: record.statutory_date,
      source: record.provisional ? `${dueText} (a forecast: something is not known yet)` : dueText,
      at: record.generated_at.toISOString(),
    });
  }
  for (const { action, source, extended_date, statutory_date, fee_free_until, recorded_at } of changes) {
    const at = recorded_at.toISOString();
    const date = extended_date ?? statutory_date;
    if (date !== null) lines.push({ kind: action, date, source, at });
    if (fee_free_until !== null) lines.push({ kind: 'fee-free', date: fee_free_until, source, at });
  }
  if (record.internal_target !== null)
    lines.push({ kind: 'target', date: record.internal_target, source: 'internal target', at: null });
  return lines;
};

const requirementsOf = (
  required: ReturnType<typeof masterOf>['evidence'],
  files: readonly EvidenceFile[],
): InstanceDetail['evidenceRequired'] =>
  required.map(({ kind, label, required: mandatory, neededFor }) => ({
    kind,
    label,
    required: mandatory,
    neededFor,
    satisfiedBy: files.find((file) => file.kind === kind && file.status !== 'quarantined')?.id ?? null,
  }));

const exposureFor = async (
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  catalogue: Catalogue,
  first: InstanceDetail['submissions'][number] | undefined,
): Promise<InstanceDetail['exposure']> => {
  if (record.status === 'waived' || record.status === 'not-used' || record.before_onboarding) return null;
  if (!isInForce(catalogue, record.master_code)) return null;
  const rows = await listSubjects(q, ctx.tenant, { subjectIds: [record.subject_id] });
  const [subject] = await withKnowledge(q, ctx.tenant, rows);
  if (!subject) return null;
  const siblings = await siblingsOf(q, ctx.tenant, record.subject_id, masterOf(record));
  const filedOn: Record<string, LocalDate> = {};
  for (const sibling of siblings)
    if (sibling.period.key === record.period && sibling.filedOn !== null)
      filedOn[sibling.master] = localDate(sibling.filedOn);
  const declared = first
    ? { nil: first.nilDeclared, amounts: { 'tax.net': first.amounts.tax ?? null } }
    : { nil: null, amounts: {} };
  const upTo = record.critical === 0 && record.filed_on !== null ? record.filed_on : localDate(ctx.today);
  return exposureLines(exposureOf(record, subject, catalogue, filedOn, declared, upTo));
};
