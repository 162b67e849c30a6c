import { z } from 'zod';
import { idParams } from '../plugin/route.ts';
import { db } from '../plugin/services.ts';
import { invalidation, openTransactions } from '../identity/bindings.ts';
import { pluginsOn } from '../tenancy/plugin-administration.ts';
import { accessCatalogue } from './catalogue.ts';
import {
  GivenGrant,
  NewRole,
  PermissionItem,
  ProposedGrant,
  RoleChange,
  RoleItem,
  wholeList,
} from './schemas.ts';

/** What each route takes, gives and needs: read by its definition and by its handler. */

const catalogue = accessCatalogue;

export const listRoles = { reply: wholeList(RoleItem), deps: { db, catalogue, pluginsOn } };
export const addRole = { body: NewRole, reply: RoleItem, deps: { db, catalogue, pluginsOn } };
export const changeRole = {
  params: idParams,
  body: RoleChange,
  reply: RoleItem,
  deps: { db, catalogue, pluginsOn, invalidation, openTransactions },
};
export const listPermissions = { reply: wholeList(PermissionItem), deps: { catalogue, pluginsOn } };
export const listDimensions = {
  reply: wholeList(
    z.object({
      id: z.string(),
      name: z.string(),
      label: z.string(),
      values: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
    }),
  ),
  deps: { catalogue, pluginsOn },
};
export const addGrant = {
  params: idParams,
  body: ProposedGrant,
  reply: GivenGrant,
  deps: { db, catalogue, pluginsOn, invalidation, openTransactions },
};
export const removeGrant = {
  params: z.object({ id: z.uuid(), grantId: z.uuid() }),
  deps: { db, catalogue, invalidation, openTransactions },
};
