import { acrossDimensions, reachSql, type Context, type Contributions, type Db } from '@compliance-os/core';
import type { Instances, InstanceView, RegistrationView } from '../api/tokens.ts';
import { FROM_INSTANCE, ragOf, SETTLED } from '../store/instance-columns.ts';
import { instanceWhere, TODAY } from '../store/instance-filter.ts';
import { frozenNames } from './frozen.ts';

const VIEW = `
  i.id, i.master_code as "masterCode", i.form, i.family, i.entity_id as "entityId", e.name as "entityName",
  i.subject_type as "subjectType", i.subject_id as "subjectId", i.subject_label as "subjectLabel", i.period,
  i.period_label as "periodLabel", i.period_from as "periodFrom", i.period_to as "periodTo", i.due_date as "dueDate",
  i.status, ${SETTLED} as settled, ${ragOf(TODAY)} as rag`;

const READ = 'compliance.instance.read';

/** What other plugins read of instances and registrations, within the reach of whoever asks. */
const createReader = ({
  db,
  contributions,
}: {
  readonly db: Db;
  readonly contributions: Contributions;
}): Instances => {
  const views = async (ctx: Context, filter: { id?: string[]; subjectId?: string[] }) => {
    const where = instanceWhere(ctx, READ, filter, await frozenNames(ctx, contributions));
    return db
      .read(ctx)
      .rows<InstanceView>(
        `select ${VIEW} from ${FROM_INSTANCE} where ${where.text} order by i.period_from, i.id`,
        where.values,
      );
  };
  return {
    get: async (ctx, id) => (await views(ctx, { id: [id] }))[0],
    ofSubject: (ctx, subjectId) => views(ctx, { subjectId: [subjectId] }),
    registration: (ctx, id) => {
      const values: unknown[] = [ctx.tenant, id];
      const reach = reachSql(
        acrossDimensions(ctx.access.reach('compliance.registration.read')),
        { entity: 'r.entity_id' },
        values,
      );
      return db.read(ctx).first<RegistrationView>(
        `select r.id, r.entity_id as "entityId", r.type, r.number, r.state_code as "stateCode", r.valid_from as "from", r.valid_to as "to"
         from compliance.registration r where r.tenant_id = $1 and r.id = $2 and ${reach}`,
        values,
      );
    },
  };
};

export default createReader;
