import { entity, facts, gstin, registration, type Sample } from './rows.ts';

const NARMADA = 'AADCN6310F';
const STRANGER = 'AAECS9087H';
const GUJARAT = gstin('24', NARMADA);
const RAJASTHAN = gstin('08', NARMADA);

/** The last character one further, so that it is certainly wrong. */
const misspelt = (number: string): string => number.slice(0, 14) + (number.endsWith('9') ? '8' : '9');

const good = {
  Entity: 'Narmada Steel',
  'Registered on': '2018-04-01',
  'GST type': 'regular',
  'GST status': 'active',
};

/** One of each mistake. There is no column `Kind`, which entities need. */
export const withErrors: Sample = [
  entity({
    Name: 'Narmada Steel',
    'Legal name': 'Narmada Steel Private Limited',
    PAN: NARMADA,
    State: 'Gujarat',
  }),
  entity({ Name: 'Narmada Steel (again)', PAN: NARMADA, State: 'Gujarat' }),
  entity({ Name: 'Satpura Foods', PAN: '12345', State: 'Atlantis' }),
  registration({ ...good, Number: GUJARAT }),
  registration({ ...good, Number: misspelt(gstin('27', NARMADA)) }),
  registration({ ...good, Number: gstin('45', NARMADA) }),
  registration({ ...good, Number: gstin('29', STRANGER) }),
  registration({ ...good, Number: gstin('33', NARMADA), Entity: 'Nobody Private Limited' }),
  registration({ ...good, Number: GUJARAT }),
  registration({ ...good, Number: RAJASTHAN, 'Registered on': '31-02-2018' }),
  registration({ ...good, Number: gstin('23', NARMADA), 'Ended on': '2018-03-31' }),
  registration({ ...good, Number: gstin('21', NARMADA), 'GST type': 'ordinary', QRMP: 'perhaps' }),
  registration({ ...good, Number: gstin('20', NARMADA), Law: 'VAT' }),
  ...facts([GUJARAT], '2026-04-01', '2026-09-30', { 'Turnover of previous year': '3 crore' }),
  ...facts([GUJARAT], '2026-07-01', '2027-03-31', { 'Turnover of previous year': '4 crore' }),
  ...facts([GUJARAT], '2026-04-01', '', { 'Turnover to date': 'a lot' }),
  { record: 'branch', Name: 'Surat works' },
];
