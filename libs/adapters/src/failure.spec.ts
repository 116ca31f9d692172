import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@yimen/kernel';
import { reachable } from './failure.ts';

const failing = (code: string) => () =>
  Promise.reject(Object.assign(new Error('could not extend file "base/1/2": No space left on device'), { code }));

describe('a storage that does not answer', () => {
  it('says of a full disk that it is full and what to do, and keeps the place for the log', async () => {
    const error = await reachable(failing('53100')).catch((raised: unknown) => raised);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ zh: expect.stringContaining('磁盘已满'), en: expect.stringContaining('is full') });
    expect((error as { zh: string; en: string }).en).not.toContain('base/1/2');
    expect((error as Error).message).toContain('base/1/2');
  });

  it('says of anything else that passes to try again with the same id', async () => {
    for (const code of ['57P01', '53300', '08006', '25006', 'EAI_AGAIN', 'EAI_NODATA'])
      await expect(reachable(failing(code))).rejects.toMatchObject({ zh: expect.stringContaining('同一编号重试') });
  });

  it('leaves alone what does not pass', async () => {
    await expect(reachable(failing('23505'))).rejects.not.toBeInstanceOf(Unavailable);
  });
});
