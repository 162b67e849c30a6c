import { migration } from '@compliance-os/core';

/**
 * An event is known from somewhere, like a fact; and several of one name may happen on one day, told apart by a
 * reference: the number of the document.
 */
export default migration(async (m) => {
  await m.sql(`
    alter table occurrence
      add column reference text not null default '' check (length(reference) <= 100),
      add column source text not null default 'entered by hand' check (length(source) between 1 and 300),
      add column recorded_at timestamptz not null default clock_timestamp();
    alter table occurrence drop constraint occurrence_tenant_id_subject_id_name_happened_on_key;
    alter table occurrence add constraint occurrence_is_recorded_once
      unique (tenant_id, subject_id, name, happened_on, reference);
    create index on occurrence (tenant_id, entity_id)`);
});
