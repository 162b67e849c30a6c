/** GSTIN as a kind of registration: how its number is read, and which columns of a sheet are facts about it. */
import type { FactColumn, FactValue, RegistrationType } from '@compliance-os/compliance';
import { GSTIN_STATUSES, GSTIN_TYPES } from '../domain/fields.ts';
import { checkGstin, type Gstin, type GstinShape } from '../domain/gstin.ts';
import { readDistrict } from './read-district.ts';

const itself = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value) => [value, value]));

const columns: readonly FactColumn[] = [
  {
    header: 'GST type',
    synonyms: ['Type of GST registration', 'GST registration type', 'Taxpayer type'],
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
    header: 'GST status',
    synonyms: ['GSTIN status', 'Status of GST registration'],
    field: 'gstin.status',
    reads: { kind: 'one-of', values: itself(GSTIN_STATUSES) },
    ended: { value: 'cancelled', until: 'active' },
  },
  { header: 'QRMP', synonyms: ['QRMP chosen', 'QRMP opted'], field: 'gstin.qrmp', reads: { kind: 'yes-no' } },
  {
    header: 'Turnover of previous year',
    synonyms: ['AATO', 'Aggregate turnover', 'Aggregate turnover of previous year'],
    field: 'gstin.aato',
    reads: { kind: 'rupees' },
    year: 'the-year-after',
  },
  {
    header: 'Turnover to date',
    synonyms: ['Turnover of current year', 'Aggregate turnover to date'],
    field: 'gstin.turnoverToDate',
    reads: { kind: 'rupees' },
    year: 'that-year',
  },
  {
    header: 'Highest turnover',
    synonyms: ['Highest aggregate turnover since 2017-18'],
    field: 'gstin.aatoAnyYearSince2017',
    reads: { kind: 'rupees' },
  },
  {
    header: 'Exports',
    synonyms: ['Exports or SEZ supplies'],
    field: 'gstin.exports',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'Job work',
    synonyms: ['Sends goods to job workers'],
    field: 'gstin.jobWork',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'Mixed supplies',
    synonyms: ['Taxable and exempt supplies'],
    field: 'gstin.mixedSupplies',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'Reverse charge',
    synonyms: ['Purchases from unregistered persons under reverse charge'],
    field: 'gstin.rcmUnregistered',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'Refund claim',
    synonyms: ['Claims a refund'],
    field: 'gstin.refundClaim',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'Turnover of the year',
    synonyms: ['Aggregate turnover of the year'],
    field: 'gstin.aatoOfPeriod',
    reads: { kind: 'rupees' },
    year: 'that-year',
  },
  {
    header: 'Turnover in the state',
    synonyms: ['Turnover in the State in the year'],
    field: 'gstin.stateTurnoverOfPeriod',
    reads: { kind: 'rupees' },
    year: 'that-year',
  },
  {
    header: 'Wants composition',
    synonyms: ['Wants the composition levy'],
    field: 'gstin.wantsComposition',
    reads: { kind: 'yes-no' },
  },
  {
    header: 'Cancellation ordered on',
    synonyms: ['Date of cancellation order', 'Cancellation order date', 'REG-19 date'],
    field: 'gstin.cancellationOrderOn',
    reads: { kind: 'day' },
  },
  {
    header: 'District',
    synonyms: ['District of principal place'],
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
  readValue: (field, value, { stateCode }) =>
    field === 'gstin.district' ? readDistrict(value, stateCode) : { ok: true, value },
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
