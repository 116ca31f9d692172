/** Afterwards: waits until everything was heard, deals with what was parked, and compares everything. */
import { setTimeout as pause } from 'node:timers/promises';
import { OperationRefused } from '@yimen/casework';
import { desks } from '@yimen/hall/desks';
import type { Verdict } from '../check/verdict.ts';
import { agreeToLeaveOut, askToLeaveOut, retry, verify } from '../ops/acts.ts';
import { lags, nameOf, parked } from '../ops/looks.ts';
import { atSite, type Site } from '../ops/site.ts';
import type { Told } from './history.ts';
import { judge, judgeLetters, judgePublished } from './judged.ts';
import { readLogs } from './logs.ts';
import { judgeOrders } from './ordered.ts';
import type { Planting } from './planting.ts';
import type { Scene } from './scene.ts';
import { readLetters, readTopic } from './topics.ts';

export interface Auditing {
  readonly scene: Scene;
  readonly planting: Planting;
  readonly history: readonly Told[];
  /** Milliseconds to wait for everything to be heard. */
  readonly patience: number;
}

export async function audit(auditing: Auditing): Promise<readonly Verdict[]> {
  const { scene, history } = auditing;
  const { databaseUrl, brokers, listed } = scene.fleet;
  return atSite({ databaseUrl, kafka: { brokers: [brokers] }, dataDir: scene.databaseDir, desks }, async (site) => {
    const settled = await settle(site, auditing);
    const dealt = await dealWithParked(site, auditing);
    const again = await settle(site, auditing);
    const logs = await readLogs(databaseUrl, listed);
    const running = listed.filter(({ name }) => scene.fleet.processes.has(name)).map(({ name }) => name);
    const messages = (await inTurn(running, (name) => readTopic(brokers, name))).flat();
    const spoken = new Map(
      desks.map(({ agency: { name, speaks } }) => [name, new Set(speaks.events.map(({ type }) => type))]),
    );
    return [
      ...judge(history, logs),
      ...judgePublished({ logs, spoken, messages }),
      { ...settled, complaints: [...settled.complaints, ...again.complaints] },
      dealt,
      await deadLetters(auditing, running),
      await judgeOrders(site, running, auditing.planting.cases),
      ...(await agreement(site, running)),
    ];
  });
}

async function inTurn<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (const each of all) found.push(await work(each));
  return found;
}

/** Everything published, everything heard by those who are here. */
async function settle(site: Site, { scene, patience }: Auditing): Promise<Verdict> {
  const began = performance.now();
  const here = ({ agency }: { agency: string }) => scene.fleet.processes.has(agency);
  for (;;) {
    const found = await lags(site).catch((error: Error) => error);
    const behind = found instanceof Error ? undefined : found.filter((each) => here(each) && each.count > 0);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (behind?.length === 0) return { name: 'everything heard', figure: `after ${seconds} s`, complaints: [] };
    if (performance.now() - began > patience) {
      const complaints = behind?.map(({ agency, from, count }) => `${agency} is ${count} behind ${from}`);
      return { name: 'everything heard', figure: `not in ${seconds} s`, complaints: complaints ?? [String(found)] };
    }
    await pause(500);
  }
}

const FIRST = { by: '测试值班甲', account: 'duty-1' };
const SECOND = { and: '测试值班乙', account: 'duty-2' };
const REASON = '演练植入的事件';
const ROUNDS = 60;

/** Nothing but what was planted is parked. It fails again when it is taken again; two persons leave it out. */
async function dealWithParked(site: Site, { planting }: Auditing): Promise<Verdict> {
  const waiting = await parked(site);
  const listeners = waiting.length;
  const complaints = waiting
    .filter(({ caseId }) => !planting.cases.has(caseId))
    .map(({ agency, listener, event, why, caseId }) => `${agency} ${listener} parked ${event.en} of ${caseId}: ${why}`);
  for (const [caseId, what] of planting.cases) {
    const own = waiting.filter((each) => each.caseId === caseId);
    if (own.length === 0) complaints.push(`${what} of ${caseId} was parked by nobody`);
    else complaints.push(...(await leaveOutAll(site, caseId)));
  }
  const left = (await parked(site)).filter(({ caseId }) => planting.cases.has(caseId));
  complaints.push(...left.map(({ agency, listener, caseId }) => `${agency} ${listener} still parks ${caseId}`));
  const figure = `${planting.cases.size} planted, parked by ${listeners} listeners, then left out by two persons`;
  return { name: 'poison and newer shapes', figure, complaints };
}

async function leaveOutAll(site: Site, caseId: string): Promise<string[]> {
  const complaints: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ofCase = async () => (await parked(site)).filter((each) => each.caseId === caseId);
    const [first] = await ofCase();
    if (!first) return complaints;
    await retry(site, caseId);
    const id = nameOf(first);
    const still = (await ofCase()).some((each) => nameOf(each) === id);
    if (!still) continue;
    if (round === 0 && !(await needsTwo(site, id))) complaints.push(`one person alone left out ${id}`);
    await askToLeaveOut(site, { id, ...FIRST, reason: REASON });
    await agreeToLeaveOut(site, { id, ...SECOND });
  }
  return complaints;
}

/** Neither the same name nor another one under the same account will do. */
async function needsTwo(site: Site, id: string): Promise<boolean> {
  await askToLeaveOut(site, { id, ...FIRST, reason: REASON });
  const isRefused = (second: typeof SECOND): Promise<boolean> =>
    agreeToLeaveOut(site, { id, ...second }).then(
      () => false,
      (error) => error instanceof OperationRefused,
    );
  const { by: and, account } = FIRST;
  return (await isRefused({ ...SECOND, and })) && (await isRefused({ ...SECOND, account }));
}

/** Of every listener that runs, by whom he hears. */
async function deadLetters({ scene, planting }: Auditing, running: readonly string[]): Promise<Verdict> {
  const hears = (name: string) => desks.find(({ agency }) => agency.name === name)!.agency.hears;
  const pairs = running.flatMap((listener) =>
    hears(listener)
      .map(({ agency }) => agency)
      .filter((agency) => agency !== listener && running.includes(agency))
      .map((agency) => [agency, listener] as const),
  );
  const all = await inTurn(pairs, (pair) => readLetters(scene.fleet.brokers, ...pair));
  return judgeLetters(all, planting.unreadableSent());
}

/** The operator's own verification, and the ledger of hand-overs to its end. */
async function agreement(site: Site, running: readonly string[]): Promise<readonly Verdict[]> {
  const { findings, views, pairs, amiss, unread, topics } = await verify(site, () => undefined, running);
  const sums = pairs.map(
    ({ from, to, offered, accepted, returned, withdrawn, inTransit, open }) =>
      [`${from} → ${to}`, offered, accepted + returned + withdrawn, inTransit + open] as const,
  );
  const open = sums.filter(([, offered, ended, left]) => left > 0 || offered !== ended);
  const total = sums.reduce((sum, [, offered]) => sum + offered, 0);
  return [
    {
      name: 'views and topics equal to the logs',
      figure: `${views} views, ${topics.length} topics`,
      complaints: [
        ...findings.map(({ agency, where, what, en }) => `${agency} ${where} ${what}: ${en}`),
        ...unread.map(({ agency, from }) => `${agency}: no log of ${from.join(', ')}`),
        ...topics.flatMap(({ agency, lacks }) => (lacks ? [`${agency}: ${lacks.en}`] : [])),
      ],
    },
    {
      name: 'ledger of hand-overs',
      figure: `${total} offered, ${pairs.length} pairs`,
      complaints: [
        ...amiss.map(({ from, to, handOver, en }) => `${handOver} (${from} → ${to}): ${en}`),
        ...open.map(([pair, offered, ended, left]) => `${pair}: ${offered} offered, ${ended} ended, ${left} open`),
      ],
    },
  ];
}
