import { describe, expect, it } from 'vitest';
import { inspectBuffer } from '../testing/inspect-buffer.ts';
import { jpeg, png } from '../testing/sample-files.ts';

const INVALID = { code: 'EVIDENCE_CONTENT_INVALID' };

describe('a PNG', () => {
  it('is whole, with nothing after its end', async () => {
    await expect(inspectBuffer('png', png().subarray(0, -6))).rejects.toMatchObject(INVALID);
    const extended = Buffer.concat([png(), Buffer.from('<script>')]);
    await expect(inspectBuffer('png', extended)).rejects.toMatchObject(INVALID);
  });

  it('is not a bomb', async () => {
    await expect(inspectBuffer('png', png(100_000, 100_000))).rejects.toMatchObject(INVALID);
  });
});

describe('a JPEG', () => {
  it('may carry what a camera appends', async () => {
    await expect(inspectBuffer('jpg', Buffer.concat([jpeg(), Buffer.alloc(1000, 1)]))).resolves.toEqual([]);
  });

  it('has a frame, a scan and an end', async () => {
    await expect(inspectBuffer('jpg', jpeg().subarray(0, -2))).rejects.toMatchObject(INVALID);
    await expect(inspectBuffer('jpg', jpeg().subarray(0, 30))).rejects.toMatchObject(INVALID);
    const frameless = Buffer.from(jpeg().toString('hex').replace('ffc0', 'ffc4'), 'hex');
    await expect(inspectBuffer('jpg', frameless)).rejects.toMatchObject(INVALID);
  });

  it('is not a bomb', async () => {
    const huge = Buffer.from(jpeg().toString('hex').replace('0800010001', '08ffffffff'), 'hex');
    await expect(inspectBuffer('jpg', huge)).rejects.toMatchObject(INVALID);
  });
});
