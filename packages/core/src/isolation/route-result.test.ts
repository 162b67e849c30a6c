import { describe, expect, it } from 'vitest';
import { readRouteResult } from './route-result.ts';

const json = { binary: false };
const binary = { binary: true };

describe('a reply of an isolated plugin', () => {
  it('has its status, its body, and headers about itself', () => {
    const sent = { status: 201, headers: { Location: '/v1/far/1' }, body: { id: '1' } };
    expect(readRouteResult(sent, json)).toEqual({ $reply: true, ...sent });
  });

  it('may be a file', () => {
    const body = { contentType: 'text/csv', fileName: 'a.csv', body: Buffer.from('a') };
    expect(readRouteResult({ body }, binary)).toEqual({ $reply: true, body });
  });

  it.each([
    'Set-Cookie',
    'content-security-policy',
    'access-control-allow-origin',
    'clear-site-data',
    'service-worker-allowed',
    'content-encoding',
  ])('does not speak for the portal: %s', (name) => {
    expect(() => readRouteResult({ headers: { [name]: 'x' } }, json)).toThrow(`received \\"${name}\\"`);
    expect(() => readRouteResult({ body: { headers: { [name]: 'x' }, body: '' } }, binary)).toThrow(name);
  });

  it('that is no file is refused where one was promised', () => {
    expect(() => readRouteResult({ body: { body: 5 } }, binary)).toThrow(/body/);
  });
});
