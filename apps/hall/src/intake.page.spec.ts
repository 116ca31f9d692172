/** Somebody comes in without a workbook: the desk that takes them up registers them, and opens their case. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { clientOf } from './client.ts';
import { openHall, type Hall } from './hall.ts';
import { idNumber } from './stories/parties.ts';
import {
  barriers,
  buildConsole,
  chromiumIsHere,
  noChromium,
  noting,
  openChromium,
  openPage,
  PATIENCE,
} from './test/chromium.ts';

jest.setTimeout(4 * PATIENCE);

let hall: Hall;
let browser: Browser;
let page: Page;
const errors: string[] = [];

const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const field = (label: string): Locator => page.getByRole('dialog').last().getByLabel(label);

async function atTheDesk(persona: string): Promise<void> {
  await page?.context().close();
  page = await openPage(browser, { url: hall.url, persona });
  noting(page, errors);
  await page.goto(`${hall.url}/new`);
}

/** By the keyboard, and looked at: a list that is still opening takes no click. */
async function choose(label: string, option: string): Promise<void> {
  await field(label).fill(option);
  await field(label).press('Enter');
  await page.getByRole('dialog').last().getByTitle(option, { exact: true }).waitFor();
}

async function month(label: string, typed: string, shown: string): Promise<void> {
  await field(label).fill(typed);
  await field(label).press('Tab');
  expect(await field(label).inputValue()).toBe(shown);
}

/** The small form that stands over the other one. */
async function registered(): Promise<void> {
  await button('登记').click();
  await button('登记').waitFor({ state: 'detached' });
}

const suite = chromiumIsHere ? describe : describe.skip;
suite(`the intake in a browser${noChromium}`, () => {
  beforeAll(async () => {
    buildConsole();
    hall = await openHall();
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  it('opens the case of one worker, with whom and against whom it is', async () => {
    await atTheDesk('union-clerk');
    await button('立案卷').click();
    await choose('渠道', '窗口');
    await button('登记新单位').first().click();
    await field('单位名称').fill('示例丙餐饮');
    await field('统一社会信用代码').fill('91520115MA6XXXXX02');
    await registered();
    await button('登记新人员').click();
    await field('姓名').fill('测试甲');
    await field('身份证号').fill('529915198501010030');
    await button('登记').click();
    await page.getByText('校验', { exact: false }).first().waitFor();
    await field('身份证号').fill(idNumber(3));
    await registered();
    await page.getByTitle('测* 5299**********003X').waitFor();
    await choose('诉求', '加班费');
    await month('起始月份', '202609', '2026-09');
    await month('截止月份', '202610', '2026-10');
    await field('金额（元）').fill('3600');
    expect(await barriers(page)).toEqual([]);
    await button('提交').click();

    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: /〔\d{4}〕\d{4}号/ }).waitFor();
    await page.getByText('1 人', { exact: true }).waitFor();
    await page.getByText('示例丙餐饮').first().waitFor();
    await page.getByText('3,600.00').first().waitFor();
  });

  it('has kept what was typed about the worker in the register alone', async () => {
    const { graph } = await clientOf(hall.url, 'union-clerk');
    const { data } = await graph(
      '{ cases { total cases { members { person { name idNumber } items { kind fen } } } } }',
    );
    expect(data!['cases']).toEqual({
      total: 1,
      cases: [
        {
          members: [
            { person: { name: '测*', idNumber: '5299**********003X' }, items: [{ kind: 'overtime', fen: 360_000 }] },
          ],
        },
      ],
    });
  });

  it.each([
    ['petition-clerk', '信访登记'],
    ['hr-inspector', '登记投诉举报'],
    ['justice-mediator', '申请人民调解'],
  ])('is there for %s too', async (persona, act) => {
    await atTheDesk(persona);
    await button(act).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is no place of an analyst', async () => {
    await atTheDesk('analyst');
    await page.getByRole('link', { name: '研判' }).waitFor();
    for (const name of ['新案', '导入']) expect(await page.getByRole('link', { name }).count()).toBe(0);
  });

  it('says who opens cases at a desk that opens none', async () => {
    await atTheDesk('court-filing');
    await page.getByText('本岗位不直接登记新案').waitFor();
  });
});
