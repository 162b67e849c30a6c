import { z } from 'zod';

export const SECRET_NAME = /^[a-z][a-z0-9-]{0,59}$/;
export const idText = z.string().regex(SECRET_NAME);
