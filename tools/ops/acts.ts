/** What the operator does: take parked events again, leave one out, rebuild a view, verify everything. */
import {
  agreeToSkip,
  askToSkip,
  balance,
  hearAgain,
  isHeldHere,
  masked,
  publishAgain,
  rebuild,
  verifyLog,
  verifyPublished,
  verifyView,
  type AgreeToSkip,
  type Amiss,
  type AskToSkip,
  type Finding,
  type Pair,
  type Published,
  type Rebuilt,
  type Waiting,
} from '@yimen/casework';
import { REMAINDER } from '@yimen/adapters';
import { START, Unavailable } from '@yimen/kernel';
import { z } from 'zod';
import { SiteRefused, type Place, type Site } from './site.ts';
import { goesByBroker, nameOf, parked, unnamed, type Blind } from './looks.ts';

export interface Retried {
  readonly agency: string;
  readonly through: number;
  /** Why it stopped, if it did. */
  readonly why?: string;
}

/** In every house where the case waits, in its order; a house where it fails again keeps what is left. */
export async function retry(site: Site, caseId: string): Promise<readonly Retried[]> {
  const waiting = (await parked(site)).filter((each) => each.caseId === caseId);
  const agencies = [...new Set(waiting.map(({ agency }) => agency))];
  const before = (agency: string) => waiting.filter((each) => each.agency === agency).length;
  const retried: Retried[] = [];
  for (const agency of agencies) {
    const { house } = placeOf(site, agency);
    try {
      retried.push({ agency, through: await house.retry(caseId) });
    } catch (error) {
      const left = (await parked(site)).filter((each) => each.caseId === caseId && each.agency === agency).length;
      retried.push({ agency, through: before(agency) - left, why: masked((error as Error).message) });
    }
  }
  return retried;
}

/** Of one person, in the house that has parked it; nothing is left out yet. */
export async function askToLeaveOut(site: Site, asked: AskToSkip): Promise<Waiting> {
  const { found, means } = await houseOf(site, asked.id);
  await askToSkip(means, { ...asked, id: found.id });
  return found;
}

export interface LeftOut extends Waiting {
  /** How many of its case wait behind it and can go now. */
  readonly behind: number;
}

/** Of another person. */
export async function agreeToLeaveOut(site: Site, agreed: AgreeToSkip): Promise<LeftOut> {
  const { found, means, waiting } = await houseOf(site, agreed.id);
  await agreeToSkip(means.agency, means, { ...agreed, id: found.id });
  const behind = waiting.filter(
    (each) => each.caseId === found.caseId && each.listener === found.listener && each.agency === found.agency,
  );
  return { ...found, behind: behind.length - 1 };
}

/** The event may be named by the last parts of its name alone, as far as nothing else ends so. */
async function houseOf(site: Site, name: string) {
  const waiting = await parked(site);
  const all = waiting.filter((each) => `|${nameOf(each)}`.endsWith(`|${name}`));
  const [found] = all;
  if (!found) throw new SiteRefused(`没有这个隔离事件 ${name}，未作改动 · nothing is parked under this id`);
  if (all.length > 1)
    throw new SiteRefused(
      `多处隔离了它，未作改动，请指明一处 · it is parked in several places, name one:\n${all.map(nameOf).join('\n')}`,
    );
  return { found, waiting, means: { ...placeOf(site, found.agency), world: site.world } };
}

export function placeOf(site: Site, name: string): Place {
  const found = site.places.get(name);
  if (found) return found;
  const known = [...site.places.keys()].join(', ');
  throw new SiteRefused(`这里没有 ${name} 的数据；有 there is nothing of ${name} here; there are ${known}`);
}

/** In a hall neighbours hear each other's logs, of which nothing is ever lost. */
async function behindBroker(site: Site, name: string): Promise<Place> {
  const place = placeOf(site, name);
  if (!(await goesByBroker(site)))
    throw new SiteRefused(
      '这里的机关直接读取彼此的日志，没有经 Kafka 丢失的事件，未作改动 · agencies here read the logs of each other, of which nothing gets lost; nothing was changed',
    );
  if (site.kafka) return place;
  throw new SiteRefused(
    '请先设置 KAFKA_BROKERS，未作改动 · name the brokers by KAFKA_BROKERS first, nothing was changed',
  );
}

/** Of the 45th of a month nothing would be published, and all would look well. */
const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;

/** What an agency has published since a day, or all of it; how many events. */
export async function republish(site: Site, name: string, since = ''): Promise<number> {
  const place = await behindBroker(site, name);
  if (since && !isDay(since))
    throw new SiteRefused(
      '日期请按 2026-03-05 的格式填写，未作改动 · write the day as 2026-03-05, nothing was changed',
    );
  return publishAgain(place, since);
}

/** Its service hears all that the neighbour's topic still has, once it is started again. */
export async function rehear(site: Site, name: string, from: string): Promise<void> {
  if (await hearAgain(await behindBroker(site, name), from)) return;
  throw new SiteRefused(
    `${name} 没有 ${from} 的读取位置，未作改动 · ${name} has no place in what ${from} says, nothing was changed`,
  );
}

export async function rebuildView(
  site: Site,
  [name, view]: readonly [agency: string, view: string],
  progress: (done: number, total: number | undefined) => void,
): Promise<Rebuilt> {
  const { agency, rows } = placeOf(site, name);
  const unread = site.unreadBy(name);
  if (unread.length > 0)
    throw new SiteRefused(
      `${unread.join('、')} 的日志不在此库，不能重建，未作改动 · the logs of ${unread.join(', ')} are not in this database, so nothing can be rebuilt from them; nothing was changed`,
    );
  if (!(await isHeldHere(agency, rows)))
    throw new SiteRefused(
      `${name} 的服务运行的是另一版本的程序，未作改动，请用同一版本的 npm run ops，或先升级服务 · the service of ${name} runs another build, so nothing was changed: use npm run ops of that build, or install this one first`,
    );
  return rebuild({ agency, rows, logs: await site.logsOf(name), progress }, view);
}

export interface Verified {
  readonly findings: readonly Finding[];
  readonly views: number;
  readonly pairs: readonly Pair[];
  readonly amiss: readonly Amiss[];
  /** Houses whose views, so many, could not be folded for want of these neighbours' logs. */
  readonly unread: readonly Unread[];
  /** What each house has published, where that goes by a broker. */
  readonly topics: readonly Topic[];
  /** Events go by a broker that nobody named, so that topics and neighbours' places were not compared. */
  readonly blind?: Blind | undefined;
}

export interface Topic extends Published {
  readonly agency: string;
}

export interface Unread {
  readonly agency: string;
  readonly from: readonly string[];
  readonly views: number;
}

/** Every log, topic and view of every house, or of those that are named, and the hand-overs between all of them. */
export async function verify(
  site: Site,
  told: (agency: string) => void,
  named: readonly string[] = [...site.places.keys()],
): Promise<Verified> {
  await answering(site);
  const findings: Finding[] = [];
  const unread: Unread[] = [];
  const topics: Topic[] = [];
  let views = 0;
  for (const name of named) {
    const { agency, store, rows } = placeOf(site, name);
    told(name);
    const verifying = { agency, store, rows, logs: await site.logsOf(name) };
    findings.push(...(await verifyLog(verifying)));
    const topic = await publishedBy(site, name);
    if (topic) topics.push(topic);
    findings.push(...(topic?.findings ?? []));
    const missing = site.unreadBy(name);
    if (missing.length > 0) unread.push({ agency: name, from: missing, views: agency.views.length });
    for (const view of missing.length > 0 ? [] : agency.views) {
      views += 1;
      findings.push(...(await verifyView(verifying, view)));
    }
  }
  const sides = [...site.places].map(([agency, { store }]) => ({ agency, follow: store.follow }));
  return { findings, views, unread, topics, blind: await unnamed(site), ...(await balance(sides)) };
}

/** Said before an hour of folding, and not after it. */
async function answering({ kafka, brokers = [] }: Site): Promise<void> {
  await kafka?.ready().catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error;
    throw new SiteRefused(`未作校验：${awayWords(brokers)}; nothing was verified`);
  });
}

export const awayWords = (brokers: readonly string[]): string =>
  `Kafka 节点 ${brokers.join()} 没有应答，请启动后再运行一次 · the broker at ${brokers.join()} does not answer: start it, then run this again`;

/** By whom topics are read once more; no listener has this name. */
const OPERATOR = 'operator';

async function publishedBy(site: Site, name: string): Promise<Topic | undefined> {
  const topic = site.kafka?.again?.(name, OPERATOR);
  if (!topic) return undefined;
  const { digest } = site.world;
  try {
    const follow = (after: string, limit: number) => topic.follow(after === START ? REMAINDER : after, limit);
    const left = { follow, count: () => topic.count!(), lacks: () => topic.lacks() };
    return { agency: name, ...(await verifyPublished({ ...placeOf(site, name), topic: left, digest })) };
  } finally {
    await topic.close();
  }
}
