/**
 * A procedure's rules: what state it is in, what a command makes of it, how it is shown. Pure, synchronous, complete:
 * time, person and facts from elsewhere arrive with the command.
 */
import type { Clock } from './clock.ts';
import type { Actor, Command, CommandType, EventType, Happened, Label, Meta, Of, Recorded } from './message.ts';
import type { Look } from './rows.ts';

/** An ordinary answer that says no: why, by which article, and where the worker can go instead. */
export interface Refusal<C extends string = string> {
  readonly refused: C;
  readonly message: Label;
  /** Article of law, in Chinese, for example `劳动争议调解仲裁法 第十四条`. */
  readonly law?: string;
  /** Where to go instead (an agency's name or a route in words). */
  readonly nextDoor?: Label;
}

/** Declares a refusal as a value that rules return and tests compare. */
export function refusal<const C extends string>(
  refused: C,
  words: { zh: string; en: string; law?: string; nextDoor?: Label },
): Refusal<C> {
  const { zh, en, ...rest } = words;
  return { refused, message: { zh, en }, ...rest };
}

/** The command as `decide` sees it. `on` is the legal day of `at` in Asia/Shanghai. */
export interface Asked<D> {
  readonly data: D;
  readonly id: string;
  readonly at: string;
  readonly on: string;
  readonly by: Actor;
  /** What the decider's `facts` for this command fetched; undefined where it names none. */
  readonly facts: any;
}

export type Decision = readonly Happened[] | Refusal;

/** One line of a procedure's card: what a reader sees without knowing the procedure. */
export interface Fact {
  readonly label: Label;
  readonly value: string | number;
  /** What a code is called, where the value is one. */
  readonly words?: Label;
  readonly kind: 'text' | 'money' | 'date' | 'count' | 'person' | 'organisation' | 'agency';
}

/** How a procedure shows itself. `open` names the commands that make sense now. */
export interface Shown {
  readonly status: string;
  readonly label: Label;
  readonly facts: readonly Fact[];
  readonly next: readonly CommandType<any, any>[];
  /** True once nothing more can be asked of it. */
  readonly closed?: boolean;
}

type Data<M> = M extends { data: infer D } ? D : never;

/**
 * One procedure, one event stream each. `decide` and `evolve` are tables keyed by message name; the compiler asks for
 * an entry for each.
 */
export interface Decider<C extends Command, S, E extends Happened> {
  /** `<agency>.<procedure>`; the stream of one is `<name>-<id>`. */
  readonly name: string;
  readonly label: Label;
  readonly commands: readonly CommandType<any, any>[];
  readonly events: readonly EventType<any, any>[];
  readonly initial: S;
  readonly decide: {
    readonly [N in C['type']]: (asked: Asked<Data<Extract<C, { type: N }>>>, state: S) => readonly E[] | Refusal;
  };
  readonly evolve: { readonly [N in E['type']]: (state: S, data: Data<Extract<E, { type: N }>>, meta: Meta) => S };
  /** What a decision needs from elsewhere in the own house, fetched before it and handed in as `facts`. */
  readonly facts?: { readonly [N in C['type']]?: (data: any, look: Look, state: S) => Promise<unknown> };
  /** Commands that a desk may give to open a new procedure of this kind. */
  readonly opens?: readonly CommandType<any, any>[];
  /** True where a case has one of these at a time, so that no second one is offered. */
  readonly single?: boolean;
  /** True for what is the same in every agency: its messages carry the agency's name at the edge. */
  readonly everywhere?: boolean;
  readonly clocks?: readonly Clock[];
  readonly show: (state: S) => Shown | undefined;
}

/** Any decider, where the mechanism does not care which. */
export interface AnyDecider extends Omit<Decider<Command, any, Happened>, 'decide' | 'evolve' | 'facts'> {
  readonly decide: Readonly<Record<string, (asked: any, state: any) => Decision>>;
  readonly evolve: Readonly<Record<string, (state: any, data: any, meta: Meta) => any>>;
  readonly facts?: Readonly<Record<string, (data: any, look: Look, state: any) => Promise<unknown>>>;
}

/** Any of the messages that a list of definitions makes. */
export type Messages<T extends readonly (EventType<any, any> | CommandType<any, any>)[]> = Of<T[number]>;

/** The definition of an event of a procedure. One that it does not name, or cannot fold, is an error. */
export function definitionOf(decider: AnyDecider, type: string): EventType<any, any> {
  const known = decider.events.find((each) => each.type === type);
  if (known && decider.evolve[type]) return known;
  throw new Error(`${decider.name} does not know ${type}: name it in events and evolve`);
}

/** What a procedure makes of a command. One that it does not decide is an error. */
export function ruleOf(decider: AnyDecider, type: string): AnyDecider['decide'][string] {
  const rule = decider.decide[type];
  if (!rule) throw new Error(`${decider.name} decides no ${type}`);
  return rule;
}

/** Folds recorded events to a state. */
export function fold(decider: AnyDecider, past: readonly Recorded[]): any {
  const step = (state: unknown, { type, data, meta }: Recorded) =>
    decider.evolve[type]!(state, definitionOf(decider, type).read(data, meta.shape), meta);
  return past.reduce(step, decider.initial);
}

export const isRefusal = (decision: Decision): decision is Refusal => 'refused' in decision;
export const streamOf = (decider: { name: string }, id: string): string => `${decider.name}-${id}`;
/** The id that a stream's name ends with. */
export const idOf = (decider: { name: string }, stream: string): string => stream.slice(decider.name.length + 1);

/**
 * The id of the procedure that an event belongs to, for those who hear it and know only the agency's language: the UUID
 * at the end of the stream's name.
 */
export const procedureIdOf = ({ stream }: Pick<Recorded, 'stream'>): string => stream.slice(-36);
