import { notFound, type idParams, type RouteHandler } from '@compliance-os/core';
import type { instances } from '@compliance-os/compliance';
import type { Standing } from '../api/standing.ts';
import { checkGstin } from '../domain/gstin.ts';
import { blockingOrder, filingHabit, qrmpMeaning } from '../domain/standing.ts';
import { STATES } from '../domain/state-codes.ts';
import { gstMasters } from '../masters/index.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof Standing;
  deps: { instances: typeof instances };
}> = async ({ ctx, params, deps }) => {
  const registration = await deps.instances.registration(ctx, params.id);
  if (registration?.type !== 'gstin') throw notFound('GSTIN');
  const owed = await deps.instances.ofSubject(ctx, registration.id);
  return {
    registrationId: registration.id,
    entityId: registration.entityId,
    gstin: registration.number,
    ...partsOf(registration.number),
    from: registration.from,
    to: registration.to,
    qrmp: qrmpMeaning(registration.number.slice(0, 2)),
    filesQuarterly: habitOf(owed, ctx.today),
    blocks: [...blockingOrder(gstMasters, new Set(owed.map(({ masterCode }) => masterCode)))],
  };
};

const partsOf = (number: string): Pick<Standing, 'parts' | 'faults'> => {
  const check = checkGstin(number);
  if (!check.ok)
    return {
      parts: null,
      faults: check.problems.map(
        ({ path, expected, received }) => `${path}: expected ${expected}, received ${received}`,
      ),
    };
  const { value, stateCode, pan, tan, shape, checkVerified } = check.gstin;
  return {
    faults: [],
    parts: {
      stateCode,
      state: STATES[stateCode] ?? null,
      pan,
      tan,
      entityNumber: value.charAt(12),
      checkCharacter: value.charAt(14),
      checkVerified,
      shape,
    },
  };
};

const habitOf = (...[owed, day]: Parameters<typeof filingHabit>): Standing['filesQuarterly'] => {
  const { value, reasons } = filingHabit(owed, day);
  return { value, reasons: [...reasons] };
};

export default handler;
