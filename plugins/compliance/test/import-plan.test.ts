import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gstinCheckCharacter } from '@compliance-os/gst';
import type { OnRecord } from '../src/import/on-record.ts';
import { summaryOf } from '../src/import/plan.ts';
import { nothing, planOf, shown } from './import-record.ts';

const PAN = 'AADCN6310F';
const gstinOf = (state: string): string => {
  const first14 = `${state}${PAN}1Z`;
  return first14 + gstinCheckCharacter(first14);
};
const NUMBER = gstinOf('24');
const narmada = {
  id: 'e1',
  name: 'Narmada Steel',
  legalName: 'Narmada Steel Private Limited',
  kind: 'company',
  pan: PAN,
  cin: null,
  llpin: null,
  state: '24',
  status: 'active',
};
const known = (part: Partial<OnRecord> = {}): Promise<OnRecord> =>
  nothing({
    entities: [narmada],
    registrations: [
      {
        id: 'r1',
        entityId: 'e1',
        type: 'gstin',
        number: NUMBER,
        stateCode: NUMBER.slice(0, 2),
        from: '2018-04-01',
        to: null,
      },
    ],
    facts: [
      {
        subject_id: 'r1',
        field: 'gstin.qrmp',
        value: false,
        valid_from: '2018-04-01',
        valid_to: null,
      },
    ],
    ...part,
  });
const register = (columns: string, ...rows: string[]): string =>
  [
    `Entity,Number,Registered on${columns}`,
    ...rows.map((row) => `Narmada Steel,${NUMBER},2018-04-01${row}`),
  ].join('\n');
const about = (...rows: string[]): string =>
  ['Subject,Fact,Value,From,To', ...rows.map((row) => `${NUMBER},QRMP,${row}`)].join('\n');

describe('sheets', () => {
  it('are recognised by their headers, whatever their synonyms, order, case and delimiter', async () => {
    const semicolons =
      '\uFEFF\n constitution ;COMPANY; Pan Number\n\nPrivate Limited;  Narmada Steel  ;aadcn6310f\n';
    const plan = await planOf(semicolons);
    expect(shown(plan)).toEqual([]);
    expect(plan.addedEntities).toMatchObject([{ name: 'Narmada Steel', kind: 'company', pan: PAN }]);
    expect(plan.rows).toMatchObject([{ sheet: 'csv', row: 4 }]);
  });

  it('may have the entity beside each of its registrations', async () => {
    const plan = await planOf(
      [
        'entity,legalName,kind,pan,type,number,stateCode,from',
        ...['24', '08'].map(
          (state) =>
            `Narmada Steel,Narmada Steel Private Limited,company,${PAN},gstin,${gstinOf(state)},${state},01/04/2018`,
        ),
      ].join('\n'),
    );
    expect(shown(plan)).toEqual([]);
    expect(plan.addedEntities).toHaveLength(1);
    expect(plan.addedRegistrations).toMatchObject([
      { stateCode: '24', from: '2018-04-01' },
      { stateCode: '08' },
    ]);
  });

  it('name the kind of number in the header over it', async () => {
    const plan = await planOf(
      `Entity,GSTIN,From\nNarmada Steel,${NUMBER},2018-04-01`,
      await known({ registrations: [] }),
    );
    expect(plan.addedRegistrations).toMatchObject([{ type: 'gstin', number: NUMBER }]);
  });

  it('leave out notes, and nothing else', async () => {
    const plan = await planOf('Name,Kind,Notes,# mine,Colour\nNarmada Steel,company,x,y,z');
    expect(shown(plan)).toEqual([
      'csv 1 Colour: This column is not known. (a known header, or # before it to leave the column out / Colour)',
    ]);
  });

  it('say what they hold', async () => {
    expect(shown(await planOf('a,b\n1,2'))[0]).toContain('csv 1 : This sheet is not recognised.');
  });
});

describe('what a number says by itself', () => {
  it('is not contradicted by the cells beside it', async () => {
    const plan = await planOf(register(',State code', ',27'), await known({ registrations: [] }));
    expect(shown(plan)).toEqual([`csv 2 State code: The number belongs to another state. (24 / 27)`]);
  });
});

describe('against what is on record', () => {
  it('the same again is skipped', async () => {
    const plan = await planOf(register(',QRMP', ',no'), await known());
    expect([shown(plan), summaryOf(plan), plan.facts]).toEqual([
      [],
      { create: 0, update: 0, skip: 1, errors: 0 },
      [],
    ]);
  });

  it('a fact that differs holds from today, or from the day that the file says', async () => {
    const today = await planOf(register(',QRMP', ',yes'), await known());
    expect(today.facts).toMatchObject([{ value: true, from: '2026-11-22', to: null, replaces: true }]);
    const said = await planOf(register(',QRMP,Facts from', ',yes,2026-07-01'), await known());
    expect(said.facts).toMatchObject([{ value: true, from: '2026-07-01', replaces: true }]);
    expect(summaryOf(said)).toMatchObject({ update: 1 });
  });

  it('an empty cell changes nothing, and "unknown" is recorded', async () => {
    expect((await planOf(register(',QRMP', ',-'), await known())).facts).toEqual([]);
    expect((await planOf(register(',QRMP', ',unknown'), await known())).facts).toMatchObject([
      { value: null },
    ]);
  });

  it('a later day of cancellation is a change of the registration', async () => {
    const plan = await planOf(register(',Ended on', ',31-10-2026'), await known());
    expect(plan.changedRegistrations).toEqual([{ id: 'r1', from: '2018-04-01', to: '2026-10-31' }]);
  });

  it('a number stays with its entity', async () => {
    const other = { ...narmada, id: 'e2', name: 'Other', legalName: 'Other', pan: null };
    const plan = await planOf(
      `Entity,Number,From\nOther,${NUMBER},2018-04-01`,
      await known({ entities: [narmada, other] }),
    );
    expect(shown(plan)[0]).toContain('The number is on record for another entity.');
  });

  it('two entities of one name are told apart by PAN', async () => {
    const twin = { ...narmada, id: 'e2', pan: 'AAECS9087H' };
    const record = await known({ entities: [narmada, twin], registrations: [] });
    expect(shown(await planOf(register('', ''), record))[0]).toContain('More than one entity has this name.');
    const byPan = `Entity PAN,Number,From\n${PAN},${NUMBER},2018-04-01`;
    expect((await planOf(byPan, record)).addedRegistrations).toMatchObject([{ entity: { known: 'e1' } }]);
  });

  it('what is outside the scope of the one who imports stays outside', async () => {
    const narrow = await known({ mayAddEntities: false, covers: () => false, registrations: [] });
    expect(shown(await planOf(register('', ''), narrow))[0]).toContain('outside your scope');
    expect(shown(await planOf('Name,Kind\nNew,company', narrow))[0]).toContain('outside your scope');
  });
});

describe('dated facts', () => {
  it('follow each other: one until further notice ends where a later one begins', async () => {
    const plan = await planOf(about('no,2026-04-01,', 'yes,2026-07-01,'), await known({ facts: [] }));
    expect(shown(plan)).toEqual([]);
    expect(plan.facts).toMatchObject([
      { value: false, from: '2026-04-01', to: '2026-06-30' },
      { value: true, from: '2026-07-01', to: null },
    ]);
  });

  it.each([
    ['two for one day', ['no,2026-04-01,', 'yes,2026-04-01,'], 'The effective dates overlap with row 2'],
    [
      'one inside another',
      ['no,2026-04-01,', 'yes,2026-07-01,2026-09-30'],
      'The effective dates overlap with row 2',
    ],
  ])('%s is an error', async (_name, rows, message) => {
    expect(shown(await planOf(about(...rows), await known({ facts: [] })))[0]).toContain(message);
  });

  it('before those on record are an error', async () => {
    const plan = await planOf(about('yes,2017-07-01,'), await known());
    expect(shown(plan)).toEqual([
      'csv 2 From: What is on record covers some of these days (gstin.qrmp). (days apart from 2018-04-01 to further notice / 2017-07-01)',
    ]);
  });

  it('of a field without a column are text, or yes and no', async () => {
    const plan = await planOf(
      `Subject,Fact,Value,From\n${NUMBER},date of the cancellation order,2026-11-01,2026-11-01`,
      await known(),
    );
    expect(plan.facts).toMatchObject([{ field: 'gstin.cancellationOrderOn', value: '2026-11-01' }]);
  });
});

describe('a turnover', () => {
  const turnovers = (plan: Awaited<ReturnType<typeof planOf>>) =>
    plan.facts.map(({ field, value, from, to }) => [field, value, from, to]);
  const added = { registrations: [], facts: [] };

  it('is about the financial year behind its header', async () => {
    const text = register(',AATO FY2025-26,Turnover of the year FY 2025-2026', ',7 crore,7 crore');
    const plan = await planOf(text, await known({ ...added, today: '2026-06-10' }));
    expect(shown(plan)).toEqual([]);
    expect(turnovers(plan)).toContainEqual(['gstin.aato', 7_000_000_000, '2026-04-01', '2027-03-31']);
    expect(turnovers(plan)).toContainEqual(['gstin.aatoOfPeriod', 7_000_000_000, '2025-04-01', '2026-03-31']);
  });

  it('of several years stands in as many columns', async () => {
    const text = register(',AATO FY2024-25,AATO FY2025-26', ',3 crore,6 crore');
    expect(turnovers(await planOf(text, await known(added)))).toEqual(
      expect.arrayContaining([
        ['gstin.aato', 3_000_000_000, '2025-04-01', '2026-03-31'],
        ['gstin.aato', 6_000_000_000, '2026-04-01', '2027-03-31'],
      ]),
    );
  });

  it('of the previous year is that of the year in which it is said, and of no later one', async () => {
    const text = register(',Turnover of previous year', ',4.2 crore');
    const year = ['gstin.aato', 4_200_000_000, '2026-04-01', '2027-03-31'];
    expect(turnovers(await planOf(text, await known(added)))).toContainEqual(year);
    expect(turnovers(await planOf(text, await known()))).toContainEqual(year);
  });

  it('of the year says of which year, since the one that runs is not over', async () => {
    const plan = await planOf(
      register(',Turnover of the year', ',7 crore'),
      await known({ ...added, today: '2026-06-10' }),
    );
    expect(shown(plan)).toEqual([
      'csv 2 Turnover of the year: This figure is final only when its year is over: of which year is it? (the year behind the header, such as "Turnover of the year FY2025-26" / Turnover of the year)',
    ]);
  });

  it.each(['AATO FY2025-27', 'QRMP FY2025-26', 'AATO 2025'])('"%s" is no column', async (header) => {
    expect(shown(await planOf(register(`,${header}`, ',1'), await known(added)))[0]).toContain(
      'This column is not known.',
    );
  });

  it('that is corrected takes the place of what was said about its year', async () => {
    const record = await known({
      facts: [
        {
          subject_id: 'r1',
          field: 'gstin.aato',
          value: 4_200_000_000,
          valid_from: '2026-04-01',
          valid_to: '2027-03-31',
        },
      ],
    });
    const again = await planOf(register(',AATO FY2025-26', ',4.2 crore'), record);
    expect([shown(again), again.facts]).toEqual([[], []]);
    const corrected = await planOf(register(',AATO FY2025-26', ',4.4 crore'), record);
    expect(corrected.facts).toMatchObject([{ value: 4_400_000_000, from: '2026-04-01', replaces: true }]);
  });

  it('in a row of facts is about the year of its first day, and about one year', async () => {
    const row = (value: string) => `Subject,Fact,Value,From,To\n${NUMBER},${value}`;
    const year = await planOf(row('Turnover of the year,7 crore,2025-06-10,'), await known());
    expect(turnovers(year)).toEqual([['gstin.aatoOfPeriod', 7_000_000_000, '2025-04-01', '2026-03-31']]);
    expect(shown(await planOf(row('AATO,7 crore,2025-04-01,2026-06-30'), await known()))).toEqual([
      'csv 2 To: It is about one financial year. (a day up to 2026-03-31: it is about one financial year / 2026-06-30)',
    ]);
    expect(shown(await planOf(row('Turnover of the year,7 crore,2026-06-10,'), await known()))).toEqual([
      'csv 2 From: It is about one financial year. (a day of a financial year that is over, the last from 2025-04-01 to 2026-03-31 / 2026-06-10)',
    ]);
  });
});

describe('a cancelled registration', () => {
  it('has a last day', async () => {
    const plan = await planOf(
      register(',GST status', ',cancelled'),
      await known({ registrations: [], facts: [] }),
    );
    expect(shown(plan)).toEqual([
      'csv 2 GST status: A registration that is cancelled has a last day. (a last day in "Ended on" (without one: active, or what it is now) / cancelled)',
    ]);
  });

  it('was active until then, and its order may be beside it', async () => {
    const plan = await planOf(
      register(',GST status,Ended on,Cancellation ordered on', ',cancelled,2026-10-14,2-11-2026'),
      await known({ registrations: [], facts: [] }),
    );
    expect(shown(plan)).toEqual([]);
    expect(plan.addedRegistrations).toMatchObject([{ to: '2026-10-14' }]);
    expect(plan.facts.filter(({ field }) => field !== 'gstin.stateCode')).toMatchObject([
      { field: 'gstin.status', value: 'active', from: '2018-04-01', to: '2026-10-14' },
      { field: 'gstin.status', value: 'cancelled', from: '2026-10-15', to: null },
      { field: 'gstin.cancellationOrderOn', value: '2026-11-02' },
    ]);
  });

  it('keeps what is on record about the time before', async () => {
    const status = (value: string, valid_from: string, valid_to: string | null) => ({
      subject_id: 'r1',
      field: 'gstin.status',
      value,
      valid_from,
      valid_to,
    });
    const plan = await planOf(
      register(',GST status,Ended on', ',cancelled,2026-10-14'),
      await known({
        facts: [status('active', '2018-04-01', '2026-08-31'), status('suspended', '2026-09-01', null)],
      }),
    );
    expect(shown(plan)).toEqual([]);
    expect(plan.facts).toMatchObject([{ value: 'cancelled', from: '2026-10-15', to: null, replaces: true }]);
  });
});

describe('whatever the file', () => {
  const rows = [
    ['Name', 'Narmada Steel', 'Satpura Foods', '=HYPERLINK("http://x","y")'],
    ['Kind', 'company', 'llp', 'other'],
    ['PAN', PAN, '', ''],
    ['State', 'Gujarat', '23', '-'],
  ];
  const csv = (columns: readonly number[], lines: readonly number[]): string =>
    [0, ...lines]
      .map((line) => columns.map((column) => `"${rows[column]![line]!.replaceAll('"', '""')}"`).join(','))
      .join('\n');
  const content = async (text: string) => {
    const plan = await planOf(text);
    return new Set(plan.rows.map(({ action, record }) => JSON.stringify([action, record])));
  };

  it('the order of columns and rows changes nothing', async () => {
    const plain = await content(csv([0, 1, 2, 3], [1, 2, 3]));
    expect(plain.size).toBe(3);
    const orders = (items: number[]) => fc.shuffledSubarray(items, { minLength: items.length });
    await fc.assert(
      fc.asyncProperty(orders([0, 1, 2, 3]), orders([1, 2, 3]), async (columns, lines) => {
        expect(await content(csv(columns, lines))).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  it('a cell that looks like a formula is text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('=', '+', '-', '@', '=cmd|'),
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }),
        async (start, rest) => {
          const name = `${start}a${rest}`.trim();
          const plan = await planOf(`Name,Kind\n"${name.replaceAll('"', '""')}",company`);
          expect(plan.addedEntities).toMatchObject([{ name }]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('no text makes the plan throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string(), { maxLength: 5 }), { maxLength: 5 }), async (cells) => {
        const lines = cells.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
        const plan = await planOf(`${about()}\n${lines.join('\n')}`);
        expect(plan.addedEntities).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('events', () => {
  const events = (...rows: string[]): string =>
    ['Subject,Event,Date,Reference', ...rows.map((row) => `${NUMBER},${row}`)].join('\n');

  it('are recorded of a registration on record', async () => {
    const plan = await planOf(events('Composition start,1 Apr 2026,'), await known());
    expect(shown(plan)).toEqual([]);
    expect(plan.events).toMatchObject([
      { subject: { ref: { known: 'r1' } }, name: 'composition.start', date: '2026-04-01', reference: null },
    ]);
    expect(summaryOf(plan)).toMatchObject({ create: 1, skip: 0 });
  });

  it('that are on record already are left alone', async () => {
    const occurrences = [{ subject_id: 'r1', name: 'composition.start', date: '2026-04-01', reference: '' }];
    const plan = await planOf(
      events('composition.start,2026-04-01,', 'composition.start,2026-04-01,second'),
      await known({ occurrences }),
    );
    expect(summaryOf(plan)).toMatchObject({ create: 1, skip: 1, errors: 0 });
  });

  it('each mistake is told with what was expected', async () => {
    const plan = await planOf(
      events(
        'composition.strat,2026-04-01,',
        'registration.granted,2026-04-01,',
        'composition.start,2018-03-31,',
        'composition.start,2026-04-02,',
        'composition.start,2026-04-02,',
      ),
      await known(),
    );
    expect(plan.errors.map(({ row, column, message }) => [row, column, message])).toEqual([
      [2, 'Event', 'No master of registration:gstin knows this event; did you mean "composition.start"?'],
      [
        3,
        'Event',
        'registration.granted follows from the record: change the days of the subject, or the fact, instead.',
      ],
      [4, 'Date', 'The subject did not exist on this day.'],
      [6, 'Date', 'This event is in the file twice: row 5.'],
    ]);
    expect(plan.events).toHaveLength(1);
  });
});
