/** The console when things go wrong: no line, a page that did not come, a sign-in that ends, mistyped dates. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sampleWageWorkbook } from '@yimen/documents/sample';
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core';
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
import { openDossier } from './test/dossier.ts';

jest.setTimeout(4 * PATIENCE);

let hall: Hall;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let caseId: string;

async function begin(): Promise<void> {
  buildConsole();
  hall = await openHall();
  caseId = await openDossier(hall);
  browser = await openChromium();
}

async function end(): Promise<void> {
  await browser?.close();
  await hall?.close();
}

/** A browser of its own for each, with this person signed in. */
async function signedIn(persona: string): Promise<void> {
  await context?.close();
  page = await openPage(browser, { url: hall.url, persona });
  context = page.context();
}

const signIn = (persona: string) => context.request.post(`${hall.url}/sign-in`, { data: { persona } });
const go = (path: string) => page.goto(hall.url + path);
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const drawer = (): Locator => page.getByRole('dialog').filter({ hasText: '发生时间' });
/** As when one comes back to a page that was left: it asks again. */
const lookAgain = () => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");

async function openForm(name: string): Promise<void> {
  await go(`/cases/${caseId}`);
  await button(name).click();
  await drawer().waitFor();
}

/** Tries to load the page anew, and stays if the browser asks. */
async function askedAtReload(): Promise<string> {
  const asked = page.waitForEvent('dialog');
  const reload = page.reload({ timeout: 5_000 }).catch(() => undefined);
  const dialog = await asked;
  await dialog.dismiss();
  await reload;
  return dialog.type();
}

const suite = chromiumIsHere ? describe : describe.skip;
suite(`the console in trouble${noChromium}`, () => {
  beforeAll(begin);
  afterAll(end);
  beforeEach(() => signedIn('union-clerk'));

  it('keeps the page and the form that is open over it while the line is away', async () => {
    await openForm('移交案卷');
    await drawer().getByLabel('说明').fill('示例理由');
    await context.setOffline(true);
    await lookAgain();
    await page.getByText('服务没有响应，可能是网络中断').waitFor();
    expect(await drawer().getByLabel('说明').inputValue()).toBe('示例理由');
    await page.locator('.case-sum').getByText('42,000.00').first().waitFor();
    await context.setOffline(false);
    await page.getByText('服务没有响应，可能是网络中断').waitFor({ state: 'hidden' });
    expect(await drawer().getByLabel('说明').inputValue()).toBe('示例理由');
  });

  it('keeps the form of a case when the sign-in runs out over it', async () => {
    await openForm('移交案卷');
    await drawer().getByLabel('说明').fill('示例理由');
    await context.clearCookies({ name: 'yimen' });
    await lookAgain();
    await button('重新登录').click();
    await page.getByText('登录已过期').waitFor({ state: 'hidden' });
    await page.getByText('请先登录').waitFor({ state: 'hidden' });
    expect(await drawer().getByLabel('说明').inputValue()).toBe('示例理由');
  });

  it('stays with who is signed in again where an answer from before comes late', async () => {
    await openForm('移交案卷');
    for (const name of ['欠薪线索（人社）', '劳动者单独同意']) await drawer().getByRole('radio', { name }).check();
    await drawer().getByLabel('说明').fill('示例理由');
    await context.clearCookies({ name: 'yimen' });
    const refused = Promise.withResolvers<() => Promise<void>>();
    const keep = async (route: Route) => {
      const response = await route.fetch();
      refused.resolve(() => route.fulfill({ response }));
    };
    await page.route('**/graphql', keep, { times: 1 });
    await drawer().getByRole('button', { name: '提交' }).click();
    const comes = await refused.promise;
    await lookAgain();
    await button('重新登录').click();
    await page.getByText('登录已过期').waitFor({ state: 'hidden' });
    const whoIsIt = page.waitForResponse('**/me');
    await comes();
    await whoIsIt;
    await page.getByText('登录已过期').waitFor({ state: 'hidden' });
    expect(await drawer().getByLabel('说明').inputValue()).toBe('示例理由');
  });

  it('asks before going back a page throws away what was typed', async () => {
    await go('/cases');
    await page.locator('[data-row]').click();
    await button('移交案卷').click();
    await drawer().getByLabel('说明').fill('示例理由');
    await page.goBack();
    await button('继续填写').click();
    expect(await drawer().getByLabel('说明').inputValue()).toBe('示例理由');
    await drawer().getByRole('button', { name: '取消' }).click();
    await button('放弃').click();
    await drawer().waitFor({ state: 'hidden' });
    await page.goBack();
    await page.getByRole('heading', { name: '案件' }).waitFor();
  });

  it('has the browser ask before a page is loaded anew over what was typed, and over nothing else', async () => {
    await openForm('移交案卷');
    await page.reload();
    await button('移交案卷').click();
    await drawer().getByLabel('说明').fill('示例理由');
    expect(await askedAtReload()).toBe('beforeunload');
    expect(await drawer().getByLabel('说明').inputValue()).toBe('示例理由');
  });

  it('asks before a wage workbook that was read is left without a case', async () => {
    await go('/wages');
    const buffer = Buffer.from(await sampleWageWorkbook());
    await page.getByLabel('工资所属年份').fill('2025');
    await page.getByLabel('工资表文件').setInputFiles({ name: 'a.xlsx', mimeType: '', buffer });
    await page.getByText('43 人，784,500.00 元').waitFor();
    expect(await askedAtReload()).toBe('beforeunload');
    await page.getByRole('link', { name: '研判' }).click();
    await page.getByText('读入的工资表还没有开立案件').waitFor();
    await button('继续填写').click();
    await page.getByText('43 人，784,500.00 元').waitFor();
  });

  it("is nobody else's page once somebody else has signed in beside it", async () => {
    await openForm('移交案卷');
    await drawer().getByLabel('说明').fill('示例理由');
    await signIn('court-judge');
    const beside = await context.newPage();
    await beside.goto(`${hall.url}/cases`);
    await beside.getByText('测试法官').waitFor();
    await page.getByText('测试法官').waitFor();
    expect(await drawer().count()).toBe(0);
  });

  it('opens a form although the line has gone since the page was opened', async () => {
    await go(`/cases/${caseId}`);
    await button('移交案卷').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await context.setOffline(true);
    await button('移交案卷').click();
    await drawer().getByLabel('说明').waitFor();
  });

  it('says of a page that did not come what to do, and opens it when the line is back', async () => {
    await go(`/cases/${caseId}`);
    await page.getByRole('link', { name: '研判' }).waitFor();
    await context.setOffline(true);
    await page.getByRole('link', { name: '研判' }).click();
    await page.getByRole('alert').getByText('页面没有打开').waitFor();
    expect(await barriers(page)).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('heading', { name: '研判', level: 1 }).waitFor();
  });

  it.each([
    ['2026-01-20 10:05', 'Tab', '2026-01-20T10:05:00+08:00'],
    ['2026.1.20 9:05', '', '2026-01-20T09:05:00+08:00'],
    ['202601201005', 'Control+Enter', '2026-01-20T10:05:00+08:00'],
    ['20101015', '', '2010-10-15T00:00:00+08:00'],
  ])('sends the moment that was typed: %s, then %s', async (typed, key, moment) => {
    await openForm('移交案卷');
    for (const name of ['欠薪线索（人社）', '劳动者单独同意']) await drawer().getByRole('radio', { name }).check();
    await drawer().getByLabel('说明').fill('示例理由');
    await drawer().getByLabel('发生时间').click();
    await page.keyboard.type(typed, { delay: 40 });
    const given = page.waitForRequest((asked) => Boolean(asked.postData()?.includes('mutation Act')));
    await (key ? page.keyboard.press(key) : drawer().getByRole('button', { name: '提交' }).click());
    if (key === 'Tab') await drawer().getByRole('button', { name: '提交' }).click();
    expect((await given).postDataJSON().variables.occurredAt).toBe(moment);
  });

  it('says of what is no moment how one is written, and sends nothing', async () => {
    await openForm('移交案卷');
    await drawer().getByLabel('发生时间').click();
    await page.keyboard.type('2026-02-30 10:00');
    await page.keyboard.press('Tab');
    await drawer().getByText('不是时间，请写成 2026-03-05 14:30').waitFor();
    expect(await drawer().getByLabel('发生时间').inputValue()).toBe('2026-02-30 10:00');
    expect(await barriers(page)).toEqual([]);
  });
});
