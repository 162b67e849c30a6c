import { migration } from '../../../src/index.ts';

/** Keys in every shape: to a parent of the same table, in a circle, with and without a cascade; and what no tenant has. */
export default migration(async (m) => {
  await m.tenantTable('shelf', {
    columns: 'name text not null, above_id uuid, weight numeric(30, 10)',
    references: [{ column: 'above_id', table: 'shelf.shelf' }],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });
  await m.tenantTable('item', {
    columns: 'shelf_id uuid not null, label text not null, tag_id uuid',
    references: [{ column: 'shelf_id', table: 'shelf.shelf' }],
    audit: {},
    grants: ['select', 'insert'],
  });
  await m.tenantTable('tag', {
    columns: 'item_id uuid not null, text text',
    references: [{ column: 'item_id', table: 'shelf.item' }],
    audit: {},
  });
  await m.sql(`
    alter table item add foreign key (tenant_id, tag_id) references tag (tenant_id, id);
    create table colour (name text primary key);
    insert into colour values ('red');
    grant select on colour to ${m.role};
  `);
  await m.tenantTable('count', {
    columns: 'n int not null',
    audit: { exempt: 'derived: how many items there are' },
  });
});
