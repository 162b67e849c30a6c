import { notFound, type Context, type Queries } from '@compliance-os/core';
import type { SubjectType } from '../api/values.ts';
import { listSubjects, type SubjectRow } from '../store/subjects.ts';

/** @throws Refusal `NOT_FOUND` where there is none of this kind within the reach of the permission */
export const findSubject = async (
  q: Queries,
  ctx: Context,
  permission: string,
  { subjectType, subjectId }: { readonly subjectType: SubjectType; readonly subjectId: string },
): Promise<SubjectRow> => {
  const [row] = await listSubjects(q, ctx.tenant, { subjectIds: [subjectId] });
  if (row?.type !== subjectType || !ctx.access.reachesInto(permission, row.entityId))
    throw notFound(subjectType);
  return row;
};

/** @throws Refusal `NOT_FOUND` */
export const findEntity = (
  q: Queries,
  ctx: Context,
  permission: string,
  entityId: string,
): Promise<SubjectRow> => findSubject(q, ctx, permission, { subjectType: 'entity', subjectId: entityId });
