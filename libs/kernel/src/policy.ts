/** A policy (联动规则): when this is heard, order that of the own agency. Hearing twice orders once. */
import type { Execute, Order, World } from './execute.ts';
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
 * Obeys a policy for one event. The command's id is derived from event and policy. A refusal that begins with
 * `already-` says that the effect is there; any other parks the event, because something was expected that cannot be.
 */
export async function obey(
  rule: Policy,
  event: Recorded,
  means: { execute: Execute; look: Look; world: World; agency: string },
): Promise<void> {
  const orders = (await Promise.all(answers(rule.on, event, means.look))).flat();
  for (const [at, given] of orders.entries()) {
    const receipt = await means.execute(given, {
      actor: { id: `policy:${rule.name}`, agency: means.agency, roles: ['system'] },
      commandId: means.world.derive(`${event.id}/${rule.name}/${at}`),
      occurredAt: given.occurredAt ?? event.meta.occurredAt,
      cause: event.id,
      trace: event.meta.trace,
    });
    const { refusal } = receipt;
    if (refusal && !refusal.refused.startsWith('already-'))
      throw new OrderRefused(
        `${rule.name}: ${given.command.type} was refused: ${refusal.refused} ${refusal.message.zh}`,
      );
  }
}
