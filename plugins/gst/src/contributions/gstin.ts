/** GSTIN as a kind of registration: how its number is read, and which columns of a sheet are facts about it. */
import type { FactColumn, FactValue, RegistrationType } from '@compliance-os/compliance';
import { GSTIN_STATUSES, GSTIN_TYPES } from '../domain/fields.ts';
import { checkGstin, type Gstin, type GstinShape } from '../domain/gstin.ts';

const itself = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value) => [value, value]));

const columns: readonly FactColumn[] = [
  {
    header: 'gst_type',
    synonyms: ['type of gst registration', 'gst registration type', 'taxpayer type'],
    field: 'gstin.type',
    reads: {
      kind: 'one-of',
      values: {
        ...itself(GSTIN_TYPES),
        'regular taxpayer': 'regular',
        'casual taxable person': 'casual',
        'composition taxpayer': 'composition',
        'input service distributor': 'isd',
        'non-resident taxable person': 'nrtp',
        'tax deductor': 'tds-deductor',
        'tax collector': 'ecom-tcs',
      },
    },
  },
  {
    header: 'gst_status',
    synonyms: ['gstin status', 'status of gst registration'],
    field: 'gstin.status',
    reads: { kind: 'one-of', values: itself(GSTIN_STATUSES) },
  },
  { header: 'qrmp', synonyms: ['qrmp chosen', 'qrmp opted'], field: 'gstin.qrmp', reads: { kind: 'yes-no' } },
  {
    header: 'turnover_previous_year',
    synonyms: ['aato', 'aggregate turnover', 'aggregate turnover of previous year'],
    field: 'gstin.aato',
    reads: { kind: 'rupees' },
  },
  {
    header: 'turnover_to_date',
    synonyms: ['turnover of current year', 'aggregate turnover to date'],
    field: 'gstin.turnoverToDate',
    reads: { kind: 'rupees' },
  },
  {
    header: 'highest_turnover',
    synonyms: ['highest aggregate turnover since 2017-18'],
    field: 'gstin.aatoAnyYearSince2017',
    reads: { kind: 'rupees' },
  },
  {
    header: 'exports',
    synonyms: ['exports or sez supplies'],
    field: 'gstin.exports',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'job_work',
    synonyms: ['sends goods to job workers'],
    field: 'gstin.jobWork',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'mixed_supplies',
    synonyms: ['taxable and exempt supplies'],
    field: 'gstin.mixedSupplies',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'wants_composition',
    synonyms: ['wants the composition levy'],
    field: 'gstin.wantsComposition',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'district',
    synonyms: ['district of principal place'],
    field: 'gstin.district',
    reads: { kind: 'text' },
  },
];

/** An ordinary number leaves the type open; every other shape is a type of its own. */
const typeOf = (shape: GstinShape): string | null => (shape === 'ordinary' ? null : shape);

const factsOf = ({ stateCode, shape }: Gstin): { field: string; value: FactValue }[] => {
  const type = typeOf(shape);
  return [
    { field: 'gstin.stateCode', value: stateCode },
    ...(type === null ? [] : [{ field: 'gstin.type', value: type }]),
  ];
};

const gstinType: RegistrationType = {
  type: 'gstin',
  label: 'GSTIN',
  family: 'gst',
  columns,
  parse: (number, { pan }) => {
    const check = checkGstin(number, pan ?? undefined);
    return check.ok
      ? {
          ok: true,
          number: check.gstin.value,
          stateCode: check.gstin.stateCode,
          facts: factsOf(check.gstin),
        }
      : check;
  },
};

export default gstinType;
