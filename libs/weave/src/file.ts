/** An agency's part of a case, drawn from its declaration: procedures as they are now, and what this reader may do. */
import { PROCEDURES, underAllIds, type House, type ProcedureRow } from '@yimen/casework';
import type { Actor, AnyDecider, CommandType, Shown } from '@yimen/kernel';
import { isShownTo, mayOpen, readsAt, type Reader } from './reader.ts';
import { camel, formOf, graphName } from './schema.ts';

/** What a resolver works with: who asks, and the house that answers. */
export interface Asking {
  readonly actor: Reader;
  readonly house: House;
  readonly now: () => string;
  readonly trace: string;
}

const may = (actor: Actor, command: CommandType<any, any>): boolean =>
  command.by.some((role) => actor.roles.includes(role));

export const permitted = (actor: Actor, agency: string, command: CommandType<any, any>): boolean =>
  actor.agency === agency && may(actor, command);

function actionOf(agency: string, decider: AnyDecider, command: CommandType<any, any>) {
  const name = graphName(agency, decider, command);
  const mutation = camel(name);
  return { command: command.type, label: command.label, mutation, inputType: `${name}Input`, schema: formOf(command) };
}

const told = (facts: Shown['facts']) => facts.map((fact) => ({ ...fact, value: String(fact.value) }));

async function procedureOf({ house, actor }: Asking, row: ProcedureRow) {
  const decider = house.agency.deciders.find(({ name }) => name === row.decider);
  if (!decider) return undefined;
  const { state, version } = await house.procedure(decider, row.id);
  const shown = decider.show(state);
  if (!shown || !isShownTo(actor, shown)) return undefined;
  const { name } = house.agency;
  return {
    id: row.id,
    kind: decider.name,
    label: decider.label,
    status: shown.status,
    statusLabel: shown.label,
    closed: shown.closed ?? false,
    version,
    openedAt: row.openedAt,
    facts: told(shown.facts),
    actions: shown.next
      .filter((command) => permitted(actor, name, command))
      .map((command) => actionOf(name, decider, command)),
  };
}

const rowsOf = ({ rows }: House, caseId: string) =>
  underAllIds(rows, caseId, (caseIds) => rows.rows<ProcedureRow>(PROCEDURES, { caseIds, limit: 500 }));

/** Answers under every id that the case has had. */
export async function fileOf(asking: Asking, caseId: string) {
  const { house, actor, now } = asking;
  const { name, label, deciders } = house.agency;
  const rows = readsAt(actor, name) ? await rowsOf(house, caseId) : [];
  const shown = await Promise.all(rows.map(({ data }) => procedureOf(asking, data)));
  const procedures = shown.filter((each) => each !== undefined);
  const isTaken = (kind: string) => procedures.some((each) => each.kind === kind && !each.closed);
  const openings = deciders.flatMap((decider) =>
    (decider.single && isTaken(decider.name) ? [] : (decider.opens ?? []))
      .filter((command) => permitted(actor, name, command) && mayOpen(actor, command))
      .map((command) => actionOf(name, decider, command)),
  );
  return { agency: name, label, asOf: now(), procedures, openings };
}
