/** The baseline: Express and pg, one prepared statement, the rows as JSON. Nobody is asked who they are. */
import express from 'express';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { tellParent } from './tell-parent.ts';

export interface BareSettings {
  readonly databaseUrl: string;
  readonly pool: number;
  readonly text: string;
  readonly values: readonly unknown[];
}

const { databaseUrl, pool: max, text, values } = JSON.parse(process.argv[2]!) as BareSettings;
const pool = new pg.Pool({ connectionString: databaseUrl, max });
const app = express();

app.get('/rows', async (_request, response) => {
  const { rows } = await pool.query({ name: 'rows', text, values: [...values] });
  response.json({ items: rows });
});

const server = app.listen(0, '127.0.0.1', () => {
  tellParent((server.address() as AddressInfo).port, () => pool.end());
});
