import { migration } from '../db/migration.ts';

/** One row for each version of a piece of evidence. Its bytes are in the store, under `store_key`. */
export default migration(async (m) => {
  await m.tenantTable('evidence', {
    columns: `
      document_id uuid not null,
      version int not null check (version > 0),
      parent_id uuid,
      entity_id uuid not null,
      subject_type text not null check (length(subject_type) between 1 and 60),
      subject_id uuid not null,
      kind text not null check (length(kind) between 1 and 60),
      label text not null check (length(label) <= 200),
      period text,
      file_name text not null check (length(file_name) between 1 and 255),
      content_type text not null,
      bytes bigint not null check (bytes > 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      store_key text not null,
      store_version text,
      status text not null check (status in ('stored', 'approved', 'quarantined')),
      warnings jsonb not null default '[]',
      uploaded_by text not null,
      uploaded_by_name text not null,
      uploaded_at timestamptz not null,
      approved_by text,
      approved_by_name text,
      approved_at timestamptz,
      retain_until date,
      legal_hold boolean not null default false,
      check ((status = 'approved') = (approved_at is not null and approved_by is not null and retain_until is not null))`,
    unique: [['document_id', 'version'], ['store_key']],
    references: [
      { column: 'entity_id', table: 'core.entity' },
      { column: 'parent_id', table: 'core.evidence' },
    ],
    indexes: ['subject_type, subject_id', 'entity_id, uploaded_at', 'sha256'],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });
  await m.sql(`
    create function keep_evidence() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        raise exception 'evidence %: rows are never deleted', old.id using errcode = '42501';
      end if;
      if (new.document_id, new.version, new.entity_id, new.subject_type, new.subject_id, new.bytes, new.sha256, new.store_key,
          new.uploaded_by, new.uploaded_at) is distinct from
         (old.document_id, old.version, old.entity_id, old.subject_type, old.subject_id, old.bytes, old.sha256, old.store_key,
          old.uploaded_by, old.uploaded_at) then
        raise exception 'evidence %: new content is a new version', old.id using errcode = '42501';
      end if;
      if old.status = 'approved' and
         (to_jsonb(new) - 'retain_until' - 'legal_hold' <> to_jsonb(old) - 'retain_until' - 'legal_hold' or new.retain_until < old.retain_until) then
        raise exception 'evidence %: it is approved and cannot change', old.id using errcode = '42501';
      end if;
      return new;
    end $$;
    create trigger keep before update or delete on evidence for each row execute function keep_evidence();
    create trigger keep_all before truncate on evidence for each statement execute function refuse_truncate();
  `);
});
