/** Lists of the console that are longer than a demonstration's, and what is counted over them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sampleWageWorkbook } from '@yimen/documents/sample';
import type { Browser, Page } from 'playwright-core';
import { clientOf } from './client.ts';
import { openHall, type Hall } from './hall.ts';
import {
  barriers,
  buildConsole,
  chromiumIsHere,
  noChromium,
  openChromium,
  openPage,
  PATIENCE,
} from './test/chromium.ts';

jest.setTimeout(4 * PATIENCE);

/** More than the numbers that are asked for at once. */
const MANY = 23;

let hall: Hall;
let browser: Browser;
let page: Page;
const first = randomUUID();

const claim = (fen: number) => ({
  ...{ id: randomUUID(), person: randomUUID(), kind: 'wages', from: '2025-06', to: '2025-08', fen },
});

/** Complaints of today, each of which has a clock; two people complain in the first. */
async function complain(): Promise<void> {
  const inspector = await clientOf(hall.url, 'hr-inspector');
  const receivedOn = new Date(Date.parse(hall.clock.now()) + 8 * 3_600_000).toISOString().slice(0, 10);
  for (let at = 0; at < MANY; at += 1) {
    const claimItems = at === 0 ? [claim(100_050), claim(200_000)] : [claim(300_000)];
    const caseId = at === 0 ? first : randomUUID();
    const input = { caseId, source: 'complaint', receivedOn, employer: randomUUID(), claimItems };
    const given = { mutation: 'lodgeComplaint', id: randomUUID(), commandId: randomUUID(), input };
    expect((await inspector.give(given)).data?.answer).toMatchObject({ refusal: null });
  }
  await hall.settled();
}

/** By how much the page as a whole is wider than the screen. */
const sideways = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
/** Asked from outside each time, because no page takes a script from us. */
async function until(isSo: string): Promise<void> {
  while (!(await page.evaluate(isSo))) await page.waitForTimeout(50);
}
const workbook = sampleWageWorkbook().then((bytes) => Buffer.from(bytes));

const suite = chromiumIsHere ? describe : describe.skip;
suite(`long lists in a browser${noChromium}`, () => {
  beforeAll(async () => {
    buildConsole();
    hall = await openHall();
    await complain();
    browser = await openChromium();
    page = await openPage(browser, { url: hall.url, persona: 'hr-inspector' });
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  it('name every case by its number', async () => {
    await page.goto(`${hall.url}/due`);
    await page.getByText('30 天内').click();
    await page.getByRole('heading', { name: `时限 (${MANY})` }).waitFor();
    await until(`document.querySelectorAll('td .number').length === ${MANY}`);
    await until("[...document.querySelectorAll('td .number')].every((at) => at.innerText.includes('〔'))");
  });

  it('count what they show: no clock that is paused', async () => {
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      const [one] = answer.data?.deadlinesDue ?? [];
      if (one) one.status = 'paused';
      await route.fulfill({ response, json: answer });
    });
    await page.goto(`${hall.url}/due`);
    await page.getByText('30 天内').click();
    await page.getByRole('heading', { name: `时限 (${MANY - 1})` }).waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('say of deadlines that these are not all, and lead to the rest', async () => {
    const asked: (string | undefined)[] = [];
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON();
      if (!query.includes('DeadlinesDue')) return route.continue();
      asked.push(variables.after);
      const response = await route.fetch();
      const answer = await response.json();
      const [one] = answer.data.deadlinesDue;
      const many = Array.from({ length: 500 }, (_, at) => ({ ...one, id: `${one?.id}${at}` }));
      const deadlinesDue = one && !variables.after ? many : [];
      return route.fulfill({ response, json: { data: { deadlinesDue } } });
    });
    await page.goto(`${hall.url}/due`);
    await page.getByText('30 天内').click();
    await page.getByText('后面可能还有').waitFor();
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText('也是最后一页').waitFor();
    expect(asked.at(-1)).toMatch(/^\d{4}-\d{2}-\d{2}\|.+499$/);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('sum up the people who were sought, and not those who are out of sight', async () => {
    await page.goto(`${hall.url}/cases/${first}?tab=people`);
    const total = page.getByRole('row', { name: '合计' });
    await total.getByText('3,000.50').waitFor();
    await page.getByLabel('按姓名、证号、电话找人').fill('查无此人');
    await page.getByText('没有符合条件的人员').waitFor();
    expect(await total.innerText()).not.toContain('3,000.50');
  });

  it('stay readable on a phone and at twice the size: no word lies over another', async () => {
    const covering = `[...document.querySelectorAll('.table.fixed td')].filter((at) => at.scrollWidth > at.clientWidth + 1).length`;
    for (const width of [360, 683]) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(`${hall.url}/cases/${first}?tab=deadlines`);
      await page.getByRole('cell', { name: '监察投诉受理' }).waitFor();
      expect([width, await page.evaluate(covering)]).toEqual([width, 0]);
      // A column of words is as wide as some words, and not as one.
      const words = page.getByRole('cell', { name: '监察投诉受理' });
      expect((await words.boundingBox())!.width).toBeGreaterThan(90);
    }
  });

  it.each([360, 1024])('move in boxes of their own on a screen of %d px, and the page does not', async (width) => {
    await page.setViewportSize({ width, height: 740 });
    const tabs = ['overview', 'timeline', 'people', 'money', 'handovers', 'deadlines', 'links'];
    const own = tabs.map((tab) => `/cases/${first}?tab=${tab}`);
    for (const path of ['/cases', ...own, '/ledger?from=union&to=hr', '/due', '/figures', '/query', '/wages']) {
      await page.goto(hall.url + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await until("!document.querySelector('main .spinner')");
      expect([path, await sideways()]).toEqual([path, 0]);
    }
    await page.getByLabel('工资表文件').setInputFiles({ name: 'a.xlsx', mimeType: '', buffer: await workbook });
    await page.getByText('43 人，784,500.00 元').waitFor();
    expect([await sideways(), await barriers(page)]).toEqual([0, []]);
  });
});
