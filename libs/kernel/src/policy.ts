/** A policy (联动规则): when this is heard, order that of the own agency. Hearing twice orders once. */
import { streamOf, type Refusal } from './decider.ts';
import { reused, type Execute, type Order, type World } from './execute.ts';
import { answers, type On } from './handlers.ts';
import type { Recorded } from './message.ts';
import type { Look } from './rows.ts';

type Orders = readonly Order[] | Promise<readonly Order[]>;

export interface Policy {
  readonly name: string;
  readonly on: readonly On<Orders>[];
}

export const policy = (spec: Policy): Policy => spec;

/** An order was refused although the policy thought it due. The event waits for a person to look at it. */
export class OrderRefused extends Error {}

/**
 * The effect is there: the refusal begins with `already-`, or the same order was given when the event was heard before.
 * What it says then may differ, for the rows have moved on since; what was ordered first stands.
 */
const isObeyed = ({ refused }: Refusal): boolean => refused.startsWith('already-') || refused === reused.refused;

/** What an order is known by when its event is heard again: not its place, for others may be due no more by then. */
const nameOf = ({ decider, id, command }: Order): string => `${streamOf(decider, id)}/${command.type}`;

/**
 * Obeys a policy for one event. The command's id is derived from event, policy, procedure and type, so a policy orders
 * the same of a procedure once. A refusal other than that the effect is there parks the event, because something was
 * expected that cannot be.
 */
export async function obey(
  rule: Policy,
  event: Recorded,
  means: { execute: Execute; look: Look; world: World; agency: string },
): Promise<void> {
  const orders = (await Promise.all(answers(rule.on, event, means.look))).flat();
  const twice = orders.map(nameOf).find((name, at, all) => all.indexOf(name) !== at);
  if (twice) throw new Error(`${rule.name}: 对同一程序下达了两次 · was ordered twice: ${twice}`);
  for (const given of orders) {
    const receipt = await means.execute(given, {
      actor: { id: `policy:${rule.name}`, agency: means.agency, roles: ['system'] },
      commandId: means.world.derive(`${event.id}/${rule.name}/${nameOf(given)}`),
      occurredAt: given.occurredAt ?? event.meta.occurredAt,
      cause: event.id,
      trace: event.meta.trace,
    });
    const { refusal } = receipt;
    if (refusal && !isObeyed(refusal))
      throw new OrderRefused(
        `${rule.name}: ${given.command.type} was refused: ${refusal.refused} ${refusal.message.zh}`,
      );
  }
}
