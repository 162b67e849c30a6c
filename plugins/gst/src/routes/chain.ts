import { notFound, type idParams, type RouteHandler } from '@compliance-os/core';
import type { instances } from '@compliance-os/compliance';
import type { Chain } from '../api/chain.ts';
import { filingChain } from '../domain/filing-chain.ts';
import { gstMasters } from '../masters/index.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof Chain;
  deps: { instances: typeof instances };
}> = async ({ ctx, params, deps }) => {
  const instance = await deps.instances.get(ctx, params.id);
  if (instance?.family !== 'gst') throw notFound('GST obligation');
  const siblings = await deps.instances.ofSubject(ctx, instance.subjectId);
  return {
    instanceId: instance.id,
    steps: filingChain(gstMasters, siblings, instance).map(({ role, instance: one, state, waitsFor }) => ({
      role,
      instanceId: one.id,
      masterCode: one.masterCode,
      form: one.form,
      period: one.period,
      periodLabel: one.periodLabel,
      dueDate: one.dueDate,
      status: one.status,
      rag: one.rag,
      current: one.id === instance.id,
      state,
      waitsFor: [...waitsFor],
    })),
  };
};

export default handler;
