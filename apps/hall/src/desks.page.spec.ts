/** Jobs of single desks in the console, from the button to what the case shows of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { clientOf } from './client.ts';
import { openHall, type Hall } from './hall.ts';
import { CONTRACTOR } from './personas.ts';
import { buildConsole, chromiumIsHere, noChromium, noting, openChromium, openPage, PATIENCE } from './test/chromium.ts';
import { openDossier } from './test/dossier.ts';

jest.setTimeout(4 * PATIENCE);

let hall: Hall;
let browser: Browser;
let page: Page;
let caseId: string;
const errors: string[] = [];

const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const drawer = (): Locator => page.getByRole('dialog');
const lane = (name: string): Locator => page.getByRole('region', { name, exact: true });

/** A page of the case for this person alone. */
async function atTheDesk(persona: string): Promise<void> {
  await page?.context().close();
  page = await openPage(browser, { url: hall.url, persona });
  noting(page, errors);
  await page.goto(`${hall.url}/cases/${caseId}`);
}

/** Asked from outside, because no page takes a script from us. */
async function titled(words: RegExp): Promise<void> {
  while (!words.test(await page.title())) await page.waitForTimeout(50);
}

async function act(name: string): Promise<void> {
  await button(name).click();
  await drawer().getByRole('button', { name: '提交' }).click();
  await drawer().waitFor({ state: 'hidden' });
}

/** The union refers its dossier to labour inspection. */
async function refer(): Promise<void> {
  const clerk = await clientOf(hall.url, 'union-clerk');
  const { data } = await clerk.graph(`{ case(id: "${caseId}") { union { procedures { id kind } } } }`);
  const { id } = data!['case'].union.procedures.find(({ kind }: { kind: string }) => kind === 'union.dossier');
  const input = {
    handOver: randomUUID(),
    kind: 'arrearsLead',
    ground: 'separateConsent',
    consent: '示例1号',
    reason: '示例',
  };
  const given = { mutation: 'referDossier', id, commandId: randomUUID(), input };
  expect(await clerk.give(given)).toMatchObject({ data: { answer: { refusal: null } } });
  await hall.settled();
}

const suite = chromiumIsHere ? describe : describe.skip;
suite(`the desks in a browser${noChromium}`, () => {
  beforeAll(async () => {
    buildConsole();
    hall = await openHall();
    caseId = await openDossier(hall);
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  it('let an inspector go on with what an accepted hand-over opened', async () => {
    await refer();
    await atTheDesk('hr-inspector');
    await act('签收移交');
    await lane('人力资源和社会保障局').getByRole('heading', { name: '劳动保障监察' }).waitFor();
    await act('受理立案');
    await button('责令限期改正').waitFor();
  });

  it('let the joint centre type the days of a holiday notice', async () => {
    await atTheDesk('coordinator');
    await button('发布放假通知').click();
    await drawer().getByRole('group', { name: '放假日' }).getByRole('textbox').first().fill('20270101');
    await page.keyboard.press('Tab');
    expect(await drawer().getByRole('group', { name: '放假日' }).getByRole('textbox').inputValue()).toBe('2027-01-01');
  });

  it('let the keyboard leave a list of several with what was chosen', async () => {
    await atTheDesk('coordinator');
    await button('召开会商').click();
    const list = drawer().getByLabel('参加机关');
    await list.fill('法院');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await list.evaluate((input: any) => input.matches(':focus'))).toBe(false);
    await drawer().getByTitle('法院').waitFor();
  });

  it('tell a party whose account names no organisation why it is shown no case, and what to do', async () => {
    await atTheDesk('bank');
    await page.goto(`${hall.url}/cases`);
    await page.getByText('账号还没有登记所属单位').waitFor();
  });

  it('show a contractor the case that names it, fill in for whom it pays, and say nothing of others', async () => {
    const uscc = { name: '示例甲建设', uscc: CONTRACTOR, kind: 'generalContractor' };
    const register = 'mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id } }';
    const { data } = await (await clientOf(hall.url, 'union-clerk')).graph(register, { input: uscc });
    const own = await openDossier(hall, { liable: [data!['registerOrganisation'].id], project: '示例工地' });
    await atTheDesk('contractor');
    await page.getByText('没有找到案件').waitFor();
    await page.getByRole('link', { name: '案件' }).first().click();
    await page.getByRole('heading', { name: '案件 (1)' }).waitFor();
    await page.goto(`${hall.url}/cases/${own}?tab=timeline`);
    await lane('行业主管部门').waitFor();
    expect(await page.getByRole('tab').allTextContents()).toEqual(['概况', '人员 1', '移交', '时限']);
    expect(await page.getByRole('link', { name: '移交账' }).count()).toBe(0);
    await button('垫付工资').click();
    await drawer().getByTitle('示例甲建设', { exact: false }).first().waitFor();
  });

  it('name the page in the tab of the browser, in the language of the page', async () => {
    await atTheDesk('union-clerk');
    await titled(/^云岚〔.+号 · 一门$/);
    await button('English').click();
    await titled(/^云岚〔.+号 · Yimen$/);
  });

  it('print a case over the whole width of the sheet, also of one that lies', async () => {
    await atTheDesk('union-clerk');
    await lane('总工会').waitFor();
    await page.setViewportSize({ width: 1043, height: 720 });
    await page.emulateMedia({ media: 'print' });
    expect((await lane('总工会').boundingBox())!.width).toBeGreaterThan(1000);
    expect(await button('移交案卷').isVisible()).toBe(false);
  });
});
