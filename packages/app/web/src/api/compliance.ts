import type { api } from '@compliance-os/compliance';
import type { z } from 'zod';

/**
 * What the compliance plugin's API sends and takes, from its own schemas: types only, nothing of it is bundled.
 * Money is paise; dates are IST calendar dates.
 */

export type Instance = z.input<typeof api.InstanceItem>;
export type InstanceDetail = z.input<typeof api.InstanceDetail>;
export type Command = z.input<typeof api.CommandOffer>;
export type CommandInput = z.input<typeof api.InstanceCommand>;
export type CommandName = CommandInput['command'];
export type Filing = z.input<typeof api.FilingFields>;
export type Dependency = z.input<typeof api.DependencyItem>;
export type Submission = z.input<typeof api.SubmissionItem>;
export type Payment = z.input<typeof api.PaymentOfInstance>;
export type RequiredEvidence = InstanceDetail['evidenceRequired'][number];
export type Exposure = NonNullable<InstanceDetail['exposure']>;
export type BulkCommand = z.input<typeof api.BulkCommand>;
export type BulkReply = z.input<typeof api.BulkReply>;

export type Facets = z.input<typeof api.Facets>;
export type FacetValue = z.input<typeof api.FacetValue>;
export type SearchHit = z.input<typeof api.SearchHit>;

export type Dashboard = z.input<typeof api.Dashboard>;
export type RagCounts = Dashboard['rag'];
export type FamilyCounts = Dashboard['byFamily'][number];
export type EntityCounts = Dashboard['byEntity'][number];
export type CalendarItem = z.input<typeof api.Calendar>['items'][number];

export type ImportPreview = z.input<typeof api.ImportPreview>;
export type ImportRow = ImportPreview['rows'][number];
export type ImportError = z.input<typeof api.ImportError>;
export type GenerationPreview = z.input<typeof api.GenerationPreview>;
export type GenerationRun = z.input<typeof api.GenerationRun>;
