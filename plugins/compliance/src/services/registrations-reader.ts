import type { Db } from '@compliance-os/core';
import type { Registrations } from '../api/tokens.ts';
import { registrationsOfType } from '../store/registrations.ts';

const createReader = ({ db }: { readonly db: Db }): Registrations => ({
  ofType: (ctx, type) => registrationsOfType(db.read(ctx), ctx, type),
});

export default createReader;
