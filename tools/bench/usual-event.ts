/** 302 bytes of data and 147 of what goes with it: a usual event. */
import { randomUUID } from 'node:crypto';
import type { NewEvent } from '@yimen/kernel';

export const data = { text: '测试'.repeat(48) };
export const meta = {
  agency: 'union',
  actor: { id: '测试调解员', agency: 'union', roles: ['mediator'] },
  digest: 'd'.repeat(64),
};
export const event = () => ({ id: randomUUID(), type: 'MediationOpened', data, meta }) as unknown as NewEvent;
