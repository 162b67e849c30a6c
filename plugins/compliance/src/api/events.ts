/** What the engine tells other plugins, after the transaction commits. */
import { event } from '@compliance-os/core';
import { z } from 'zod';
import { REVISION_KINDS } from '../domain/index.ts';

const instance = {
  instanceId: z.uuid(),
  entityId: z.uuid(),
  family: z.string(),
  masterCode: z.string(),
  subjectId: z.uuid(),
  period: z.string(),
};

/** The status of an instance changed, by a person's command. */
export const instanceMoved = event(
  'compliance.instance-moved',
  z.object({
    ...instance,
    command: z.string(),
    from: z.string(),
    to: z.string(),
    by: z.string(),
    reason: z.string().nullable(),
  }),
);
export const instanceFiled = event(
  'compliance.instance-filed',
  z.object({
    ...instance,
    submissionId: z.uuid(),
    filedOn: z.iso.date(),
    acknowledgementNumber: z.string(),
    late: z.boolean(),
  }),
);
/** Colours that changed in one run of the hourly job; at most 500 in one event. */
export const ragChanged = event(
  'compliance.rag-changed',
  z.object({
    changes: z.array(
      z.object({
        instanceId: z.uuid(),
        entityId: z.uuid(),
        family: z.string(),
        from: z.string(),
        to: z.string(),
      }),
    ),
  }),
);
export const instancesGenerated = event(
  'compliance.instances-generated',
  z.object({ created: z.int(), from: z.iso.date(), to: z.iso.date() }),
);
/** Obligations that follow what became known after they were made; at most 500 in one event. */
export const instancesRevised = event(
  'compliance.instances-revised',
  z.object({
    changes: z.array(
      z.object({
        instanceId: z.uuid(),
        family: z.string(),
        masterCode: z.string(),
        subjectId: z.uuid(),
        period: z.string(),
        change: z.enum(REVISION_KINDS),
        dueBefore: z.iso.date().nullable(),
        dueAfter: z.iso.date().nullable(),
        reason: z.string(),
      }),
    ),
  }),
);
export const extensionApplied = event(
  'compliance.extension-applied',
  z.object({
    extensionId: z.uuid(),
    number: z.string(),
    instanceIds: z.array(z.uuid()),
    reversed: z.boolean(),
  }),
);
export const EVENTS = [
  instanceMoved,
  instanceFiled,
  ragChanged,
  instancesGenerated,
  instancesRevised,
  extensionApplied,
];
