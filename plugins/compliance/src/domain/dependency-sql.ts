/**
 * `dependency.ts` as SQL: which instances another waits for. The one place where SQL says it; a test holds both equal.
 * `i` is the instance that waits, `b` another of the same subject and of the master that the dependency names.
 */
import { settledSql } from './status-sql.ts';

/**
 * Whether `b` is one that the dependency of `i` is about. Of `previous` it is all that end on the last day before.
 * What was withdrawn is as if it were not there.
 * @param relation expression: `same`, `within` or `previous`
 */
export const targetSql = (relation: string): string => `
  b.status <> 'withdrawn' and case ${relation}
    when 'same' then b.period = i.period
    when 'within' then b.period_from >= i.period_from and b.period_to <= i.period_to
    else b.period_to = (select max(p.period_to) from compliance.instance p
                        where p.tenant_id = i.tenant_id and p.subject_id = i.subject_id
                          and p.master_code = b.master_code and p.period_to < i.period_from
                          and p.status <> 'withdrawn')
  end`;

/** Whether `b` is still to be filed. @param criticalBlockers of `b`: integer */
export const waitedForSql = (criticalBlockers: string): string =>
  `not ${settledSql({ status: 'b.status', criticalBlockers })}`;
