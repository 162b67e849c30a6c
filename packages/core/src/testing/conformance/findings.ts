import { describeFinding, type Finding } from '../../plugin/validate.ts';

/** Collects what is wrong with one plugin. */
export class Findings {
  readonly #plugin: string;
  readonly #found = new Map<string, Finding>();

  constructor(plugin: string) {
    this.#plugin = plugin;
  }

  /** The same finding twice is one. */
  add(path: string, expected: string, received: string, remedy?: string): void {
    this.take({
      plugin: this.#plugin,
      path,
      expected,
      received,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }

  take(...findings: readonly Finding[]): void {
    for (const finding of findings) this.#found.set(describeFinding(finding), finding);
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()];
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A plugin that does not keep its contract, with everything that is wrong with it. */
export class NotConformant extends Error {
  readonly code = 'NOT_CONFORMANT';
  readonly findings: readonly Finding[];

  constructor(plugin: string, findings: readonly Finding[]) {
    const lines = findings.map((finding) => `\n  - ${describeFinding(finding)}`);
    super(
      `plugin "${plugin}" does not conform, ${findings.length} finding${findings.length === 1 ? '' : 's'}:${lines.join('')}`,
    );
    this.findings = findings;
  }
}
