/** What the logs say of what the clients were told. Pure: a specification plants every fault that must be found. */
import { comparison, placeOf, type Entry as Compared, type Unlike } from '@yimen/casework';
import type { Verdict } from '../check/verdict.ts';
import { counted, isAcknowledged, isOpen, type Told } from './history.ts';
import type { Entry, Logs } from './logs.ts';

const verdict = (name: string, figure: string, complaints: readonly string[]): Verdict => ({
  name,
  figure,
  complaints,
});

const byCommand = (logs: Logs): ReadonlyMap<string, readonly Entry[]> =>
  Map.groupBy([...logs.values()].flat(), ({ commandId }) => commandId);

export function judge(history: readonly Told[], logs: Logs): readonly Verdict[] {
  const commands = byCommand(logs);
  return [
    lost(history, commands),
    twice(logs, commands),
    refusedYetDone(history, commands),
    unknown(history),
    otherAnswers(history),
    unexpected(history),
    gapless(logs),
  ];
}

const about = ({ mutation, id, commandId }: Told): string => `${mutation} ${id} (command ${commandId})`;

/** The events of an acknowledged command end with the version that its client was told. */
function lost(history: readonly Told[], commands: ReturnType<typeof byCommand>): Verdict {
  const acknowledged = history.filter(isAcknowledged);
  const complaints = acknowledged
    .filter((told) => commands.get(told.commandId)?.at(-1)?.version !== told.versions[0])
    .map((told) => `${about(told)}: version ${told.versions[0]} was acknowledged and is not there`);
  return verdict('acknowledged and lost', `${complaints.length} of ${acknowledged.length}`, complaints);
}

/** A command writes once: in one stream, its events one after the other; and no event stands in two places. */
function twice(logs: Logs, commands: ReturnType<typeof byCommand>): Verdict {
  const scattered = [...commands].filter(([, events]) =>
    events.some(
      (each, i) => i > 0 && (each.stream !== events[0]!.stream || each.version !== events[i - 1]!.version + 1),
    ),
  );
  const ids = Map.groupBy([...logs.values()].flat(), ({ id }) => id);
  const doubled = [...ids].filter(([, events]) => events.length > 1);
  const complaints = [
    ...scattered.map(
      ([id, events]) => `command ${id} wrote ${events.map(({ stream, version }) => `${stream}/${version}`).join(', ')}`,
    ),
    ...doubled.map(([id, events]) => `event ${id} stands in ${events.map(({ stream }) => stream).join(', ')}`),
  ];
  return verdict('effects twice', `${complaints.length} of ${commands.size} commands`, complaints);
}

function refusedYetDone(history: readonly Told[], commands: ReturnType<typeof byCommand>): Verdict {
  const refused = history.filter((told) => told.refusal !== undefined && !isAcknowledged(told));
  const complaints = refused
    .filter(({ commandId }) => commands.has(commandId))
    .map((told) => `${about(told)}: refused with ${told.refusal}, and its events are there`);
  return verdict('refused and done', `${complaints.length} of ${refused.length}`, complaints);
}

function unknown(history: readonly Told[]): Verdict {
  const { unknown: total, open } = counted(history);
  const complaints = history.filter(isOpen).map((told) => `${about(told)}: never answered`);
  return verdict('unknown outcomes reconciled', `${total - open} of ${total}`, complaints);
}

/** However often a command was sent, it was answered alike. */
function otherAnswers(history: readonly Told[]): Verdict {
  const often = history.filter(({ attempts }) => attempts > 1);
  const complaints = often
    .filter(({ versions, refusal }) => new Set(versions).size > 1 || (versions.length > 0 && refusal !== undefined))
    .map((told) => `${about(told)}: versions ${told.versions.join(', ')} ${told.refusal ?? ''}`);
  return verdict('sent again, answered alike', `${often.length - complaints.length} of ${often.length}`, complaints);
}

/** Nobody asked for what may not be: a refusal means that something was not as its client had been told. */
function unexpected(history: readonly Told[]): Verdict {
  const refused = history.filter(({ refusal }) => refusal !== undefined);
  const strange = refused.filter(({ refusal, second }) => refusal !== second);
  const complaints = strange.map((told) => `${about(told)}: ${told.refusal}`);
  const figure = `${strange.length}, and ${refused.length - strange.length} who came second`;
  return verdict('refusals without a reason', figure, complaints);
}

function gapless(logs: Logs): Verdict {
  const streams = [...logs.values()].flatMap((log) => [...Map.groupBy(log, ({ stream }) => stream)]);
  const complaints = streams
    .filter(([, events]) => events.some(({ version }, i) => version !== i + 1))
    .map(([stream, events]) => `${stream}: versions ${events.map(({ version }) => version).join(', ')}`);
  return verdict(
    'streams without gap or disorder',
    `${streams.length - complaints.length} of ${streams.length}`,
    complaints,
  );
}

/** What stands in a topic, in the order of its partition. */
export interface Message extends Compared {
  readonly agency: string;
  readonly partition: number;
}

export interface Published {
  readonly logs: Logs;
  /** Types that leave the house, by agency. */
  readonly spoken: ReadonlyMap<string, ReadonlySet<string>>;
  readonly messages: readonly Message[];
}

const amiss: Readonly<Record<Unlike['kind'], string>> = {
  missing: 'is in no topic',
  extra: 'is in a topic and in no log',
  changed: 'is another in its topic than in its log',
};

/** Every public event stands in its topic as in its log, and where it stands first the order of its stream is kept. */
export function judgePublished({ logs, spoken, messages }: Published): readonly Verdict[] {
  const found: Unlike[] = [];
  const { told, logged, end } = comparison((unlike) => found.push(unlike));
  messages.forEach(told);
  const isPublic = (agency: string) => (entry: Entry) => spoken.get(agency)?.has(entry.type) ?? false;
  const wanted = [...logs].flatMap(([agency, log]) => log.filter(isPublic(agency)));
  for (const entry of wanted) logged(entry, true);
  end();
  const missing = found.filter(({ kind }) => kind === 'missing').length;
  const places = new Set(messages.map(placeOf));
  return [
    verdict(
      'public events in their topics',
      `${wanted.length - missing} of ${wanted.length}`,
      found.map(({ kind, place }) => `${place} ${amiss[kind]}`),
    ),
    verdict('order in the topics', `${messages.length - places.size} messages again`, disorder(messages)),
  ];
}

function disorder(messages: readonly Message[]): string[] {
  const last = new Map<string, { version: number; partition: number }>();
  const seen = new Set<string>();
  const complaints: string[] = [];
  for (const each of messages) {
    if (seen.has(placeOf(each))) continue;
    seen.add(placeOf(each));
    const before = last.get(each.stream);
    if (before && (before.version > each.version || before.partition !== each.partition))
      complaints.push(`${placeOf(each)} comes after version ${before.version}, partition ${before.partition}`);
    last.set(each.stream, each);
  }
  return complaints;
}

/** What a listener has put aside of an agency. */
export interface Aside {
  readonly agency: string;
  readonly listener: string;
  readonly letters: readonly { readonly key: string; readonly reason: string }[];
}

/** What was sent, in whose topic, that nobody can read: each has a key of its own, and was perhaps sent again. */
export interface Unreadable {
  readonly agency: string;
  readonly keys: readonly string[];
}

/** Every listener has put aside what nobody can read, with the reason, and nothing else. */
export function judgeLetters(all: readonly Aside[], unreadable: Unreadable): Verdict {
  const complaints = all.flatMap(({ agency, listener, letters }) => {
    const keys = agency === unreadable.agency ? unreadable.keys : [];
    const missing = keys.filter((key) => !letters.some((letter) => letter.key === key));
    const strange = letters.filter(({ key }) => !keys.includes(key));
    return [
      ...missing.map((key) => `${listener} has not put aside ${key} of ${agency}`),
      ...strange.map(({ key, reason }) => `${listener} put aside ${key} of ${agency}: ${reason}`),
      ...letters.flatMap(({ key, reason }) => (reason ? [] : [`${listener} put aside ${key} without a reason`])),
    ];
  });
  const count = all.reduce((sum, { letters }) => sum + letters.length, 0);
  return verdict('dead letters', `${count}, of ${unreadable.keys.length} messages that nobody can read`, complaints);
}
