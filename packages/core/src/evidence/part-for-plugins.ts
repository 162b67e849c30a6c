import type { Evidence } from '../plugin/services.ts';

/** Plugins see the two methods of the interface: uploads go through core's own routes. */
const create = ({ service }: { readonly service: Evidence }): Evidence => ({
  of: (ctx, subjectType, subjectId) => service.of(ctx, subjectType, subjectId),
  approve: (ctx, subjectType, subjectId) => service.approve(ctx, subjectType, subjectId),
});
export default create;
