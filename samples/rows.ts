import { gstinCheckCharacter } from '@compliance-os/gst';

/** Text by header; `record` says what the row is. */
export type Row = Readonly<Record<string, string>>;
export type Sample = readonly Row[];

export const gstin = (state: string, pan: string, number = '1'): string => {
  const first14 = `${state}${pan}${number}Z`;
  return first14 + gstinCheckCharacter(first14);
};

export const entity = (row: Row): Row => ({ record: 'entity', ...row });
export const registration = (row: Row): Row => ({ record: 'registration', Law: 'GSTIN', ...row });

/** Facts about several numbers, on the same days. */
export const facts = (numbers: readonly string[], from: string, to: string, values: Row): Sample =>
  numbers.flatMap((Subject) =>
    Object.entries(values).map(([Fact, Value]) => ({
      record: 'fact',
      Subject,
      Fact,
      Value,
      From: from,
      ...(to === '' ? {} : { To: to }),
    })),
  );

/** Something that happened to a number on a day. */
export const event = (Subject: string, Event: string, date: string, Source: string): Row => ({
  record: 'event',
  Subject,
  Event,
  Date: date,
  Source,
});

/** Every header that some row uses, in the order of first use. */
export const columnsOf = (sample: Sample): readonly string[] => [
  ...new Set(sample.flatMap((row) => Object.keys(row))),
];

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csvOf = (sample: Sample): string => {
  const columns = columnsOf(sample);
  const lines = [columns, ...sample.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
};
