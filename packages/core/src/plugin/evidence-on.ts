import type { Deps, Resolved } from '../container/token.ts';
import type { Context } from '../context/context.ts';

/** Where a subject of evidence stands. */
export interface SubjectPlace {
  readonly entityId: string;
  /** dimension → value, of the dimensions that its plugin declares */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** @returns undefined where the tenant has no such subject; whoever asks, their reach is not asked here */
export type SubjectHandler<D extends Deps = Record<never, never>> = (input: {
  readonly ctx: Context;
  readonly id: string;
  readonly deps: Resolved<D>;
}) => Promise<SubjectPlace | undefined>;

/** A kind of thing that files are attached to. Its plugin says where one stands, and the file is seen where it is. */
export interface EvidenceOn {
  readonly subjectType: string;
  readonly deps: Deps;
  readonly load: () => Promise<{ default: (input: never) => Promise<SubjectPlace | undefined> }>;
}

/** @param subjectType what uploads name, one for the whole portal */
export const evidenceOn = <D extends Deps = Record<never, never>>(
  subjectType: string,
  options: { readonly deps?: D; readonly load: () => Promise<{ default: SubjectHandler<D> }> },
): EvidenceOn => ({ subjectType, deps: options.deps ?? {}, load: options.load });
