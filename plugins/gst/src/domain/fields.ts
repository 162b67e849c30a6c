/** The facts GST asks about a GSTIN. Money in paise. */
import type { FieldNames } from '@compliance-os/compliance';

/** `gstin.type`: one value per registration and day. */
export const GSTIN_TYPES = [
  'regular',
  'casual',
  'sez-unit',
  'sez-developer',
  'composition',
  'isd',
  'nrtp',
  'oidar',
  'tds-deductor',
  'ecom-tcs',
  'uin',
] as const;
export type GstinType = (typeof GSTIN_TYPES)[number];

export const GSTIN_STATUSES = ['active', 'suspended', 'cancelled'] as const;
export type GstinStatus = (typeof GSTIN_STATUSES)[number];

export const GST_FIELDS: FieldNames = {
  'gstin.type': { label: 'type of registration' },
  'gstin.status': { label: 'status of the registration' },
  'gstin.stateCode': { label: 'state code' },
  'gstin.district': { label: 'district of the principal place of business' },
  'gstin.qrmp': { label: 'QRMP chosen' },
  'gstin.aato': {
    label: 'aggregate turnover of the preceding financial year',
    money: true,
    of: 'financial-year',
  },
  'gstin.turnoverToDate': {
    label: 'aggregate turnover of the current year so far',
    money: true,
    of: 'financial-year-to-date',
  },
  'gstin.filesQuarterly': { label: 'files quarterly' },
  'gstin.aatoOfPeriod': {
    label: 'aggregate turnover of the year',
    money: true,
    of: 'closed-financial-year',
  },
  'gstin.stateTurnoverOfPeriod': {
    label: 'turnover in the State in the year',
    money: true,
    of: 'closed-financial-year',
  },
  'gstin.aatoAnyYearSince2017': {
    label: 'highest aggregate turnover of any year since 2017-18',
    money: true,
  },
  'gstin.exports': { label: 'exports or supplies to SEZ' },
  'gstin.jobWork': { label: 'sends goods to job workers' },
  'gstin.refundClaim': { label: 'claims a refund for the month' },
  'gstin.wantsComposition': { label: 'wants the composition levy' },
  'gstin.mixedSupplies': { label: 'taxable and exempt supplies' },
  'gstin.rcmUnregistered': { label: 'reverse-charge purchases from unregistered persons' },
  'gstin.cancellationOrderOn': { label: 'date of the cancellation order' },
};
