/** A foreman's workbook, sent to the register: ids come back and no names; what is refused leaves nothing behind. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readWageWorkbook } from '@yimen/documents';
import { sampleWageWorkbook } from '@yimen/documents/sample';
import { demonstrationClock, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { serve, type Served } from '@yimen/edge';
import { countByLaw } from '@yimen/law';
import { developmentIssuer } from '@yimen/process';
import { peopleDesk } from '../desk.resolver.ts';

const clerk = { id: 'union-clerk', name: '测试接待员', agency: 'union', roles: ['union.clerk'] };
const bank = { id: 'bank', name: '测试柜员', agency: 'departments', roles: ['departments.bank'] };
const [store, rows] = [memoryStore(), memoryRows()];
let service: Served;
let issuer: Awaited<ReturnType<typeof developmentIssuer>>;
let workbook: Uint8Array;

beforeAll(async () => {
  issuer = await developmentIssuer();
  const world = worldOf(demonstrationClock('2025-09-08T01:00:00.000Z'));
  const ports = { store, rows, bus: { source: () => memoryStore() }, world, count: countByLaw };
  service = await serve(peopleDesk, ports, { verify: issuer.verify });
  workbook = await sampleWageWorkbook();
});
afterAll(() => service.close());

async function send(body: Uint8Array, who = clerk, query = '?year=2025') {
  const authorization = `Bearer ${await issuer.issue(who)}`;
  const headers = { 'content-type': 'application/octet-stream', authorization };
  const url = new URL(`/files/wage-workbook${query}`, service.url);
  const answer = await fetch(url, { method: 'POST', headers, body: body as never });
  return { status: answer.status, body: (await answer.json()) as any };
}

describe('a wage workbook', () => {
  it('that is refused leaves nothing behind', async () => {
    const text = await send(new TextEncoder().encode('姓名,身份证号'));
    expect([text.status, typeof text.body.error.code, typeof text.body.error.zh]).toEqual([422, 'string', 'string']);
    const large = await send(new Uint8Array((12 << 20) + 1));
    expect([large.status, large.body.error.code]).toEqual([413, 'FILE_TOO_LARGE']);
    const stranger = await send(workbook, bank);
    expect([stranger.status, stranger.body.error.code]).toEqual([403, 'FORBIDDEN']);
    expect(await rows.count('cards')).toBe(0);
    expect((await store.follow('', 10)).events).toEqual([]);
  });

  it('too large is refused before it has arrived', async () => {
    const authorization = `Bearer ${await issuer.issue(clerk)}`;
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1 << 20;
        if (sent > 100 << 20) controller.close();
        else controller.enqueue(new Uint8Array(1 << 20));
      },
    });
    const init = { method: 'POST', headers: { authorization }, body, duplex: 'half' } as RequestInit;
    const status = await fetch(new URL('/files/wage-workbook', service.url), init).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(sent).toBeLessThan(100 << 20);
  });

  it('registers forty-three workers and names none of them', async () => {
    const { status, body } = await send(workbook);
    expect([status, body.people, body.total, body.statedTotal]).toEqual([200, 43, 78_450_000, 78_450_000]);
    expect([body.faults, body.faultedWorkbook]).toEqual([[], null]);
    const { row, personId, ...first } = body.rows[0];
    expect([typeof row, /^[0-9a-f-]{36}$/.test(personId)]).toEqual(['number', true]);
    expect(first).toEqual({ maskedName: '测*', from: '2025-06', to: '2025-08', fen: 1_800_000 });
    const sheet = await readWageWorkbook(workbook, { year: 2025 });
    const [answer, events] = [JSON.stringify(body), JSON.stringify((await store.follow('', 1000)).events)];
    for (const { idNumber, name } of sheet.rows)
      for (const text of [answer, events]) {
        expect(text).not.toContain(idNumber);
        expect(text).not.toContain(name);
      }
  });

  it('sent twice is registered once, with the same ids', async () => {
    const [first, second] = [await send(workbook), await send(workbook)];
    expect(second.body.rows).toEqual(first.body.rows);
    expect(await rows.count('cards')).toBe(43);
  });

  it('gives back the rows that another name holds the number of, marked in the workbook', async () => {
    const [row] = await rows.rows('cards', { limit: 1 });
    const card = { ...row!, data: { ...row!.data, name: '示例他人', matching: '示例他人' } };
    await rows.transaction((tx) => tx.put('cards', card));
    const { body } = await send(workbook);
    expect([body.people, body.faults.length, body.faults[0].code]).toEqual([42, 1, 'PERSON']);
    expect(Object.keys(body.faults[0]).sort()).toEqual(['code', 'column', 'en', 'row', 'zh']);
    const marked = Buffer.from(body.faultedWorkbook, 'base64');
    expect((await readWageWorkbook(marked, { year: 2025 })).rows).toHaveLength(43);
    await rows.transaction((tx) => tx.put('cards', row!));
  });
});
