/** Signing in as people meet it: in a browser, at a real provider, before the whole hall. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freePorts } from '@yimen/adapters/free-ports';
import { sampleWageWorkbook } from '@yimen/documents/sample';
import { CLIENT, openProvider } from '@yimen/process/testing';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
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

const people = {
  clerk: { name: '测试甲', agency: 'union', roles: ['union.clerk'] },
  inspector: { name: '测试乙', agency: 'hr', roles: ['hr.inspector'] },
  newcomer: { name: '测试丙' },
};

let provider: Awaited<ReturnType<typeof openProvider>>;
let hall: Hall;
let browser: Browser;
let context: BrowserContext;
let page: Page;

async function begin(): Promise<void> {
  buildConsole();
  // The provider has to know our address before we are there.
  const [port = 0] = await freePorts(1);
  const address = `http://127.0.0.1:${port}`;
  provider = await openProvider({ address, people });
  const { issuer, jwks } = provider;
  hall = await openHall({ port, provider: { ...CLIENT, issuer, jwks, address } });
  browser = await openChromium();
  await freshPage();
}

/** A browser in which nobody has signed in. */
async function freshPage(): Promise<void> {
  await context?.close();
  page = await openPage(browser);
  context = page.context();
}

async function end(): Promise<void> {
  await browser?.close();
  await hall?.close();
  await provider?.close();
}

const go = (path: string) => page.goto(hall.url + path);
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const link = (name: string): Locator => page.getByRole('link', { name, exact: true });

async function atTheProvider(at: Page, login: string): Promise<void> {
  await at.locator('input[name=login]').fill(login);
  await at.locator('input[name=password]').fill('any');
  await at.keyboard.press('Enter');
}

async function signIn(path: string): Promise<void> {
  await freshPage();
  await go(path);
  await link('登录').click();
  await atTheProvider(page, 'clerk');
  await page.getByText('测试甲').waitFor();
}

/** As when a token ends: the browser has it no longer, or nobody takes it. */
const lose = async (...names: string[]) => {
  for (const name of names) await context.clearCookies({ name });
};

/** Types a new employer beside a wage workbook that was read, which is kept by nobody yet. */
async function typeEmployer(name: string): Promise<void> {
  const buffer = Buffer.from(await sampleWageWorkbook());
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByLabel('工资表文件').setInputFiles({ name: '示例工资表.xlsx', mimeType, buffer });
  await button('登记新单位').first().click();
  await page.getByLabel('单位名称').fill(name);
  await page.getByLabel('统一社会信用代码').fill('91520115MA6XXXXX02');
}

const suite = chromiumIsHere ? describe : describe.skip;
suite(`signing in with a browser${noChromium}`, () => {
  beforeAll(begin);
  afterAll(end);

  it('leads by keyboard to the provider and back to the page that was asked for', async () => {
    await go('/cases?q=%E7%A4%BA%E4%BE%8B');
    await link('登录').waitFor();
    expect(await barriers(page)).toEqual([]);
    await link('登录').focus();
    await page.keyboard.press('Enter');
    await atTheProvider(page, 'clerk');
    await page.getByText('测试甲').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/cases?q=%E7%A4%BA%E4%BE%8B');
    const seen = await page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })');
    // What every token begins with.
    expect(seen).not.toContain('eyJ');
  });

  it('says to whom no agency is assigned who can help, and lets another account in', async () => {
    await freshPage();
    await go('/');
    await link('登录').click();
    await atTheProvider(page, 'newcomer');
    await page.getByRole('alert').getByText('您的账号还没有分配机构和岗位').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: '换一个账号' }).click();
    await atTheProvider(page, 'clerk');
    await page.getByText('测试甲').waitFor();
  });

  it('keeps what was typed when the sign-in runs out, and goes on with it afterwards', async () => {
    await signIn('/wages');
    await typeEmployer('示例甲劳务');
    await lose('yimen', 'yimen-renewal');
    await button('登记').click();
    const over = page.getByRole('dialog').filter({ hasText: '登录已过期' });
    await over.waitFor();
    expect(await barriers(page)).toEqual([]);
    const [beside] = await Promise.all([
      context.waitForEvent('page'),
      over
        .getByRole('button', { name: '重新登录' })
        .or(over.getByRole('link', { name: '重新登录' }))
        .click(),
    ]);
    // The provider still knows who it is; the small window comes and goes by itself.
    if (!beside.isClosed()) await beside.waitForEvent('close');
    await over.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('单位名称').inputValue()).toBe('示例甲劳务');
    await button('登记').click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('goes on by itself for somebody who is at work, and ends for a desk that was left', async () => {
    await signIn('/wages');
    await typeEmployer('示例甲劳务');
    await lose('yimen');
    await button('登记').click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // Nobody touches anything; the page asks for news by itself.
    await page.goto(`${hall.url}/cases`);
    await page.getByRole('heading', { name: '案件' }).waitFor();
    await lose('yimen');
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByRole('dialog').filter({ hasText: '登录已过期' }).waitFor();
  });

  it('leaves nothing of what was typed to somebody else who signs in there', async () => {
    await signIn('/wages');
    await typeEmployer('示例丙劳务');
    await lose('yimen', 'yimen-renewal');
    await button('登记').click();
    await page.getByRole('dialog').filter({ hasText: '登录已过期' }).waitFor();
    const beside = await context.newPage();
    await beside.goto(`${hall.url}/sign-in?to=/signed-in&another=1`);
    await atTheProvider(beside, 'inspector');
    await page.getByText('测试乙').waitFor();
    expect(await page.getByLabel('单位名称').count()).toBe(0);
  });

  it('signs out at the provider too, so that the next one at this desk is asked who it is', async () => {
    await signIn('/cases');
    await button('退出').click();
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.waitForURL(`${hall.url}/`);
    await link('登录').click();
    await page.locator('input[name=login]').waitFor();
  });
});
