import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  HandOverAccepted,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
} from '@yimen/casework';
import type { Happened, Row } from '@yimen/kernel';
import { ID, recorded, seen } from '@yimen/kernel/testing';
import fc from 'fast-check';
import { handOversView, LEDGER, mostReturns, statusOf, type LedgerRow } from './hand-overs.view.ts';
import { cellOf, ledger } from './ledger.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const head = (n: number) => ({ handOver: id(n), from: 'union', to: 'hr', kind: 'arrearsLead' });
const offer = (n: number) => ({
  ...head(n),
  caseId: ID,
  ground: 'statutoryDuty' as const,
  reason: '欠薪线索',
  deadlines: [],
});
const offered = (n: number) => HandOverOffered(offer(n));
const received = (n: number) => HandOverReceived(offer(n));
const accepted = (n: number) => HandOverAccepted({ ...head(n) });
const returned = (n: number) =>
  HandOverReturned({ ...head(n), reason: 'notOurPower', note: '不属职权', deadlines: [] });
const withdrawn = (n: number) => HandOverWithdrawn({ ...head(n), note: '已自行处理' });

const rows = async (...events: Happened[]) =>
  (await seen(handOversView, ...events)).map(({ data }) => data as LedgerRow);
const cell = async (...events: Happened[]) => cellOf('union', 'hr', await rows(...events));

describe('the ledger of hand-overs', () => {
  it('balances: offered = in transit + open + accepted + returned + withdrawn', async () => {
    const all = [
      ...[offered(1), received(1), accepted(1)],
      ...[offered(2), received(2), returned(2)],
      ...[offered(3), received(3)],
      offered(4),
      ...[offered(5), withdrawn(5)],
      ...[offered(6), received(6), withdrawn(6)],
    ];
    const found = await cell(...all);
    expect(found).toEqual({
      ...{ from: 'union', to: 'hr', offered: 6, received: 4, inTransit: 1, accepted: 1, returned: 1, open: 1 },
      ...{ withdrawn: 2, balanced: true, ids: [id(3), id(4)] },
    });
    const sum = found.inTransit + found.open + found.accepted + found.returned + found.withdrawn;
    expect(sum).toBe(found.offered);
  });

  it('does not care in which order the two logs are heard', async () => {
    const events = [offered(1), received(1), returned(1)];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: 3 }), async (shuffled) => {
        expect(await rows(...shuffled)).toEqual(await rows(...events));
      }),
    );
  });

  it('names what does not balance: an arrival nobody offered, an answer to what never came', async () => {
    expect(await cell(received(1))).toMatchObject({ offered: 0, received: 1, balanced: false, ids: [id(1)] });
    expect(await cell(offered(2), accepted(2))).toMatchObject({ received: 0, accepted: 1, balanced: false });
    expect(await cell(offered(3), offered(4), received(4), received(1))).toMatchObject({ balanced: false });
  });

  it('shows each with its days, reasons and status', async () => {
    const at = (event: Happened, occurredAt: string) => recorded(event, { meta: { occurredAt } });
    const told = [at(offered(1), '2025-09-09T02:00:00Z'), at(returned(1), '2025-09-10T02:00:00Z')];
    const [row] = await seen(handOversView, ...told);
    expect(row).toMatchObject({ key: `${id(1)}/union`, caseId: ID, order: '2025-09-09' });
    expect(row?.data).toMatchObject({ offeredOn: '2025-09-09', answeredOn: '2025-09-10', returnReason: 'notOurPower' });
    expect((await rows(offered(1), received(1))).map(statusOf)).toEqual(['received']);
    expect((await rows(offered(1), withdrawn(1))).map(statusOf)).toEqual(['withdrawn']);
  });

  it('counts how often work came back between two agencies, whoever sent it', async () => {
    const back = { ...offer(3), from: 'hr', to: 'union' };
    const other = HandOverReturned({ ...back, reason: 'incomplete', note: '补正', deadlines: [] });
    const all = await seen(handOversView, offered(1), returned(1), HandOverOffered(back), other, offered(4));
    const look = memoryRows(...all.map((row) => [LEDGER, row] as [string, typeof row]));
    expect(await mostReturns(look, [ID])).toBe(2);
    expect(await mostReturns(look, [id(99)])).toBe(0);
  });

  it('leaves out none of more than a thousand', async () => {
    const [row] = await seen(handOversView, offered(1));
    const many = Array.from({ length: 1001 }, (_, n): [string, object] => [LEDGER, { ...row, key: id(n) }]);
    expect(await ledger(memoryRows(...(many as [string, Row][])))).toMatchObject([{ offered: 1001, inTransit: 1001 }]);
  });

  it('has a cell for each pair, sorted', async () => {
    const other = HandOverOffered({ ...offer(2), from: 'hr', to: 'departments' });
    const all = await seen(handOversView, offered(1), other);
    const look = memoryRows(...all.map((row) => [LEDGER, row] as [string, typeof row]));
    expect((await ledger(look)).map(({ from, to }) => `${from} ${to}`)).toEqual(['hr departments', 'union hr']);
  });
});
