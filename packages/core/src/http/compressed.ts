import compression from 'compression';
import type { Request, Response } from 'express';

const compress = compression();

/** Characters; below this a smaller reply costs more than it saves, and the way there costs more than that. */
const WORTH = 1_024;

/** Compresses what is written from now on, where the caller takes it. */
export const compressed = (request: Request, response: Response): Promise<void> =>
  new Promise((resolve) => compress(request, response, () => resolve()));

/** Ends the response with JSON. */
export const sendJson = async (request: Request, response: Response, body: unknown): Promise<void> => {
  const text = JSON.stringify(body);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  if (text.length >= WORTH) await compressed(request, response);
  response.end(text);
};
