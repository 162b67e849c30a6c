import { entity, event, facts, gstin, registration, type Sample } from './rows.ts';

const KAVERI = 'AAKCK4821M';
/** Two states of each group: 27 and 33 file a quarterly GSTR-3B by the 22nd, 07 and 06 by the 24th. */
const MONTHLY = [gstin('27', KAVERI), gstin('06', KAVERI)];
const QUARTERLY = [gstin('33', KAVERI), gstin('07', KAVERI)];
const REGISTERED_ON = ['2017-07-01', '2018-02-12', '2017-07-01', '2019-08-20'];

/** Up to 5 crore, so that each GSTIN could choose: two file monthly, two by quarter. */
export const manufacturer: Sample = [
  entity({
    Name: 'Kaveri Precision Works',
    'Legal name': 'Kaveri Precision Works Private Limited',
    Kind: 'company',
    PAN: KAVERI,
    CIN: 'U28112MH2011PTC223344',
    State: 'Maharashtra',
  }),
  ...[...MONTHLY, ...QUARTERLY].map((Number, at) =>
    registration({
      Entity: 'Kaveri Precision Works',
      Number,
      'Registered on': REGISTERED_ON[at]!,
      'GST type': 'regular',
      'GST status': 'active',
      QRMP: at < MONTHLY.length ? 'No' : 'Yes',
      Exports: at === 0 ? 'Yes' : 'No',
      'Job work': at === 0 ? 'Yes' : 'No',
      'Mixed supplies': 'No',
      'Reverse charge': 'No',
      'Wants composition': 'No',
      'Highest turnover': '4.6 crore',
    }),
  ),
  ...facts([...MONTHLY, ...QUARTERLY], '2025-04-01', '2026-03-31', {
    'Turnover of previous year': '3.9 crore',
    'Turnover of the year': '4.2 crore',
  }),
  ...facts([...MONTHLY, ...QUARTERLY], '2026-04-01', '', { 'Turnover of previous year': '4.2 crore' }),
];

const VINDHYA = 'AAVCV3190Q';
const BENGALURU = gstin('29', VINDHYA);

export const servicesCompany: Sample = [
  entity({
    Name: 'Vindhya Software',
    'Legal name': 'Vindhya Software Services Private Limited',
    Kind: 'company',
    PAN: VINDHYA,
    CIN: 'U72200KA2014PTC076543',
    State: 'Karnataka',
  }),
  registration({
    Entity: 'Vindhya Software',
    Number: BENGALURU,
    'Registered on': '2017-07-01',
    'GST type': 'regular',
    'GST status': 'active',
    QRMP: 'No',
    Exports: 'Yes',
    'Job work': 'No',
    'Mixed supplies': 'No',
    'Reverse charge': 'No',
    'Wants composition': 'No',
    'Highest turnover': '18 crore',
  }),
  ...facts([BENGALURU], '2025-04-01', '2026-03-31', {
    'Turnover of previous year': '15.5 crore',
    'Turnover of the year': '18 crore',
  }),
  ...facts([BENGALURU], '2026-04-01', '', { 'Turnover of previous year': '18 crore' }),
];

const GOMTI = 'ABGPG7712L';
const LUCKNOW = gstin('09', GOMTI);

export const compositionDealer: Sample = [
  entity({
    Name: 'Gomti General Stores',
    'Legal name': 'Gomti General Stores',
    Kind: 'proprietor',
    PAN: GOMTI,
    State: 'Uttar Pradesh',
  }),
  registration({
    Entity: 'Gomti General Stores',
    Number: LUCKNOW,
    'Registered on': '01-04-2019',
    'GST type': 'composition',
    'GST status': 'active',
    QRMP: 'No',
    Exports: 'No',
    'Job work': 'No',
    'Mixed supplies': 'No',
    'Reverse charge': 'No',
    'Wants composition': 'Yes',
    'Highest turnover': '92 lakh',
  }),
  ...facts([LUCKNOW], '2025-04-01', '2026-03-31', {
    'Turnover of previous year': '84,50,000',
    'Turnover of the year': '90 lakh',
  }),
  ...facts([LUCKNOW], '2026-04-01', '', { 'Turnover of previous year': '90 lakh' }),
];

const MALABAR = 'AALFM5527R';
const KOCHI = gstin('32', MALABAR);

export const llp: Sample = [
  entity({
    Name: 'Malabar Design Studio',
    'Legal name': 'Malabar Design Studio LLP',
    Kind: 'llp',
    PAN: MALABAR,
    LLPIN: 'AAX-4821',
    State: 'Kerala',
  }),
  registration({
    Entity: 'Malabar Design Studio',
    Number: KOCHI,
    'Registered on': '15/06/2021',
    'GST type': 'regular',
    'GST status': 'active',
    QRMP: 'Yes',
    Exports: 'No',
    'Job work': 'No',
    'Mixed supplies': 'No',
    'Reverse charge': 'No',
    'Wants composition': 'No',
    'Highest turnover': '1.3 crore',
  }),
  ...facts([KOCHI], '2025-04-01', '2026-03-31', {
    'Turnover of previous year': '1.1 crore',
    'Turnover of the year': '1.3 crore',
  }),
  ...facts([KOCHI], '2026-04-01', '', { 'Turnover of previous year': '1.3 crore' }),
  event(KOCHI, 'particulars.changed', '2026-11-16', 'new principal place of business'),
];
