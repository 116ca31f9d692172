/** The pages as they are built now, in a real browser. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = browsers.find(existsSync);
export const chromiumIsHere = executablePath !== undefined;
/** Why a specification is skipped; nothing where it is not. */
export const noChromium = executablePath ? '' : ` (skipped: no browser at ${browsers.join(', ')})`;
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Milliseconds. A machine that runs every other specification beside this is slow; nothing here is about speed. */
export const PATIENCE = 60_000;

export const openChromium = (): Promise<Browser> => chromium.launch({ executablePath, args: flags });

/** A page in a browser of its own: of this person, or of nobody who has signed in yet. */
export async function openPage(browser: Browser, person?: { url: string; persona: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  if (person) await context.request.post(`${person.url}/sign-in`, { data: { persona: person.persona } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Notes what goes wrong in a page that nobody would see. */
export function noting(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => void errors.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
}

const consoleFolder = fileURLToPath(new URL('../../../console', import.meta.url));
const vite = fileURLToPath(new URL('../../../../node_modules/vite/bin/vite.js', import.meta.url));

/** A test of yesterday's pages would prove nothing. */
export function buildConsole(): void {
  const built = join(consoleFolder, 'dist', 'index.html');
  const sources = readdirSync(join(consoleFolder, 'src'), { recursive: true, encoding: 'utf8' });
  const newest = Math.max(...sources.map((source) => statSync(join(consoleFolder, 'src', source)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: consoleFolder });
  if (status !== 0) throw new Error(`the console does not build: ${stderr}`);
}

/** What a blind reader could not use: serious and critical findings only. */
export async function barriers(page: Page): Promise<string[]> {
  // There are no frames here; without the mode for frames axe needs no page of its own for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
