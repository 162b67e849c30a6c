import type { Row } from '../measure/row.ts';

export interface Size {
  /** fewer rounds and less data: for while one is writing code */
  readonly quick: boolean;
}

/** One benchmark: what `--only` names, and the rows it makes. */
export interface Bench {
  readonly name: string;
  readonly run: (size: Size) => Promise<readonly Row[]>;
}
