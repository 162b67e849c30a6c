import { migration } from '../db/migration.ts';

/**
 * Evidence knows whose hands uploaded it and where its subject stands, and whose hands may not approve it, whatever the
 * code above does. Who acts is what the host has set beneath the statement, not what the statement says.
 */
export default migration(async (m) => {
  await m.sql(`
    alter table evidence
      add column dimensions jsonb not null default '{}' check (jsonb_typeof(dimensions) = 'object'),
      add column uploader_hands text[] not null default '{}',
      add column self_approval_reason text check (length(self_approval_reason) between 1 and 2000);

    -- The one who acts, the one they act for, the owner of the key they use.
    create function hands(actor jsonb) returns text[] language sql immutable set search_path = pg_catalog as $$
      select array_remove(array[actor->>'id', actor->>'onBehalfOf', actor->>'owner'], null)
    $$;
    create function hands_of_statement() returns text[] language sql stable set search_path = pg_catalog as $$
      select core.hands(nullif(current_setting('app.actor', true), '')::jsonb)
    $$;

    create function record_uploader() returns trigger language plpgsql set search_path = pg_catalog as $$
    begin
      new.uploader_hands := array(select distinct unnest(core.hands_of_statement() || new.uploaded_by));
      return new;
    end $$;
    create trigger record_uploader before insert on evidence for each row execute function record_uploader();

    create function separate_uploader_from_approver() returns trigger language plpgsql set search_path = pg_catalog as $$
    declare
      actor jsonb := nullif(current_setting('app.actor', true), '')::jsonb;
    begin
      if actor is null or actor->>'kind' not in ('user', 'api-key') then
        raise exception 'evidence %: only people approve', old.id using errcode = '23514', constraint = 'people_approve';
      end if;
      if not (new.approved_by = any(core.hands(actor))) then
        raise exception 'evidence %: the approver is not the one who acts', old.id
          using errcode = '23514', constraint = 'approver_is_recorded';
      end if;
      if new.self_approval_reason is null and core.hands(actor) && (old.uploader_hands || old.uploaded_by) then
        raise exception 'evidence %: uploader and approver are one', old.id
          using errcode = '23514', constraint = 'maker_is_not_checker';
      end if;
      return new;
    end $$;
    create trigger separate_uploader_from_approver before update on evidence
      for each row when (new.status = 'approved' and old.status <> 'approved')
      execute function separate_uploader_from_approver();

    create or replace function keep_evidence() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        raise exception 'evidence %: rows are never deleted', old.id using errcode = '42501';
      end if;
      if (new.document_id, new.version, new.entity_id, new.subject_type, new.subject_id, new.dimensions, new.bytes, new.sha256,
          new.store_key, new.uploaded_by, new.uploader_hands, new.uploaded_at) is distinct from
         (old.document_id, old.version, old.entity_id, old.subject_type, old.subject_id, old.dimensions, old.bytes, old.sha256,
          old.store_key, old.uploaded_by, old.uploader_hands, old.uploaded_at) then
        raise exception 'evidence %: new content is a new version', old.id using errcode = '42501';
      end if;
      if old.status = 'approved' and
         (to_jsonb(new) - 'retain_until' - 'legal_hold' <> to_jsonb(old) - 'retain_until' - 'legal_hold' or new.retain_until < old.retain_until) then
        raise exception 'evidence %: it is approved and cannot change', old.id using errcode = '42501';
      end if;
      return new;
    end $$;
  `);
});
