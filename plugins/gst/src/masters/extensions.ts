/**
 * Notifications that moved GST dates, 2024 to 2026. Searched and not found: an extension of GSTR-3B for months after
 * March 2026, of GSTR-9 for FY 2024-25.
 */
import type {
  GovernmentNotification,
  GovernmentNotificationInput,
  Predicate,
} from '@compliance-os/compliance';
import { GovernmentNotificationSchema } from '@compliance-os/compliance';
import { QRMP_GROUP_A, QRMP_GROUP_B } from '../domain/state-codes.ts';

const DECEMBER_2024_URLS = [
  'https://cleartax.in/s/gst-calendar',
  'https://taxreply.com/classification-of-goods-and-services-chapter/13.html',
];
const DIWALI_2025_URLS = [
  'https://kolkata24x7.in/business/cbic-extends-gstr-3b-filing-deadline-to-oct-25-for-monthly-and-quarterly-filers',
];

const states = (codes: readonly string[]): Predicate => ({
  field: 'gstin.stateCode',
  op: 'in',
  value: [...codes],
});
const districts = (...names: string[]): Predicate => ({ field: 'gstin.district', op: 'in', value: names });
const tamilNaduDistricts = districts('Tirunelveli', 'Tenkasi', 'Kanyakumari', 'Thoothukudi', 'Virudhunagar');

type Line = readonly [
  id: string,
  number: string,
  date: string,
  master: string,
  period: string,
  to: string,
  more?: Partial<Omit<GovernmentNotificationInput, 'scope'>> & { where?: Predicate },
];

/** The technical glitch of January 2025 and the rest; one line for each master, period and filter. */
const LINES: readonly Line[] = [
  [
    'ct-01-2024',
    'Notification 01/2024-CT',
    '2024-01-05',
    'GST-GSTR3B-M',
    '2023-11',
    '2024-01-10',
    { where: tamilNaduDistricts, confidence: 'medium' },
  ],
  [
    'ct-02-2024',
    'Notification 02/2024-CT',
    '2024-01-05',
    'GST-GSTR9',
    'FY2022-23',
    '2024-01-10',
    {
      where: tamilNaduDistricts,
      confidence: 'medium',
      note: 'districts taken from Notification 01/2024-CT of the same day',
    },
  ],
  [
    'ct-09-2024',
    'Notification 09/2024-CT',
    '2024-04-12',
    'GST-GSTR1-M',
    '2024-03',
    '2024-04-12',
    { confidence: 'medium' },
  ],
  [
    'ct-26-2024',
    'Notification 26/2024-CT',
    '2024-11-18',
    'GST-GSTR3B-M',
    '2024-10',
    '2024-11-21',
    {
      where: states(['27', '20']),
      confidence: 'medium',
      note: 'polling day; principal place of business in Maharashtra or Jharkhand',
    },
  ],
  [
    'ct-01-2025-m',
    'Notification 01/2025-CT',
    '2025-01-10',
    'GST-GSTR1-M',
    '2024-12',
    '2025-01-13',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-01-2025-q',
    'Notification 01/2025-CT',
    '2025-01-10',
    'GST-GSTR1-Q',
    'FY2024-25/Q3',
    '2025-01-15',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-02-2025-m',
    'Notification 02/2025-CT',
    '2025-01-10',
    'GST-GSTR3B-M',
    '2024-12',
    '2025-01-22',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-02-2025-qa',
    'Notification 02/2025-CT',
    '2025-01-10',
    'GST-GSTR3B-Q',
    'FY2024-25/Q3',
    '2025-01-24',
    { urls: DECEMBER_2024_URLS, where: states(QRMP_GROUP_A) },
  ],
  [
    'ct-02-2025-qb',
    'Notification 02/2025-CT',
    '2025-01-10',
    'GST-GSTR3B-Q',
    'FY2024-25/Q3',
    '2025-01-26',
    { urls: DECEMBER_2024_URLS, where: states(QRMP_GROUP_B) },
  ],
  [
    'ct-03-2025',
    'Notification 03/2025-CT',
    '2025-01-10',
    'GST-GSTR5',
    '2024-12',
    '2025-01-15',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-04-2025',
    'Notification 04/2025-CT',
    '2025-01-10',
    'GST-GSTR6',
    '2024-12',
    '2025-01-15',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-05-2025',
    'Notification 05/2025-CT',
    '2025-01-10',
    'GST-GSTR7',
    '2024-12',
    '2025-01-12',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-06-2025',
    'Notification 06/2025-CT',
    '2025-01-10',
    'GST-GSTR8',
    '2024-12',
    '2025-01-12',
    { urls: DECEMBER_2024_URLS },
  ],
  [
    'ct-12-2025',
    'Notification 12/2025-CT',
    '2025-08-20',
    'GST-GSTR3B-M',
    '2025-07',
    '2025-08-27',
    {
      where: districts('Mumbai City', 'Mumbai Suburban', 'Thane', 'Raigad', 'Palghar'),
      confidence: 'medium',
    },
  ],
  [
    'ct-17-2025-m',
    'Notification 17/2025-CT',
    '2025-10-18',
    'GST-GSTR3B-M',
    '2025-09',
    '2025-10-25',
    { urls: DIWALI_2025_URLS },
  ],
  [
    'ct-17-2025-q',
    'Notification 17/2025-CT',
    '2025-10-18',
    'GST-GSTR3B-Q',
    'FY2025-26/Q2',
    '2025-10-25',
    { urls: DIWALI_2025_URLS },
  ],
  [
    'ct-01-2026',
    'Notification 01/2026-CT',
    '2026-04-21',
    'GST-GSTR3B-M',
    '2026-03',
    '2026-04-21',
    {
      urls: [
        'https://taxinformation.cbic.gov.in/content/pdf/tax_repository/gst/notifications/gst-ct-01-2026.pdf',
      ],
      note: 'dated a day after the date it moves; deemed effective 20 Apr 2026',
    },
  ],
];

/** GSTR-9C: no fee beyond that of GSTR-9 where filed by 31 March 2025. The legal dates stood. */
const gstr9cWaiver: GovernmentNotificationInput = {
  id: 'ct-08-2025',
  number: 'Notification 08/2025-CT',
  date: '2025-01-23',
  scope: {
    masters: ['GST-GSTR9C'],
    periods: { keys: ['FY2017-18', 'FY2018-19', 'FY2019-20', 'FY2020-21', 'FY2021-22', 'FY2022-23'] },
  },
  moves: null,
  feeFreeUntil: '2025-03-31',
  law: 'CGST s.128',
  urls: ['https://agaassociates.com/news/waiver-of-late-fee-for-form-gstr-9-c-filing/'],
  confidence: 'high',
  note: 'waives the fee beyond that payable up to the filing of GSTR-9',
};

export const gstExtensions: readonly GovernmentNotification[] = [
  ...LINES.map(([id, number, date, master, period, to, { where, ...more } = {}]) => ({
    id,
    number,
    date,
    scope: { masters: [master], periods: { keys: [period] }, ...(where && { where }) },
    moves: { to },
    feeFreeUntil: null,
    law: 'CGST s.37, s.39(6), s.44 or s.52 with s.168',
    urls: [],
    confidence: 'high' as const,
    ...more,
  })),
  gstr9cWaiver,
]
  .map((input) => GovernmentNotificationSchema.parse(input))
  .toSorted((a, b) => (a.date < b.date ? -1 : 1));
