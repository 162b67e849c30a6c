import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { execFileSync } from 'node:child_process';
import type { Row } from './row.ts';

const number = (value: number | null): string => {
  if (value === null) return '';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-IN');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
};
const percent = (share: number | null): string => (share === null ? '' : `${Math.round(share * 100)} %`);
const verdict = ({ met, noisy }: Row): string =>
  [met === null ? '' : met ? 'met' : 'missed', noisy ? 'noisy' : ''].filter((word) => word !== '').join(', ');

const HEAD = ['name', 'unit', 'product', 'baseline', 'ratio', 'spread', 'cpu µs', 'target', ''] as const;

const cells = (row: Row): readonly string[] => [
  row.name,
  row.unit,
  number(row.product),
  number(row.baseline),
  row.ratio === null ? '' : row.ratio.toFixed(2),
  [percent(row.spread.product), percent(row.spread.baseline)].filter((part) => part !== '').join(' / '),
  [number(row.cpuMicros.product), number(row.cpuMicros.baseline)].filter((part) => part !== '').join(' / '),
  row.target,
  verdict(row),
];

/** The rows as a Markdown table, which reads well in a terminal too. */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length), 3));
  const print = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const notes = rows.filter(({ note }) => note !== '').map(({ name, note }) => `- ${name}: ${note}`);
  return [print(HEAD), rule, ...lines.slice(1).map(print), ...(notes.length > 0 ? ['', ...notes] : [])].join(
    '\n',
  );
};

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

/** Where the numbers come from, taken when a run begins: they mean little on another machine, the ratios more. */
export const circumstances = () => ({
  at: new Date().toISOString(),
  commit: commit(),
  node: process.version,
  processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  load: loadavg().map((value) => Number(value.toFixed(1))),
});

export type Circumstances = ReturnType<typeof circumstances> & { readonly quick: boolean };

export const writeResults = (file: string, from: Circumstances, rows: readonly Row[]): Promise<void> =>
  writeFile(file, `${JSON.stringify({ ...from, rows }, null, 2)}\n`);
