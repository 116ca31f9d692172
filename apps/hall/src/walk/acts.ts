/** Which act comes next: mostly what a desk offers on a case, now and then anything at all. */
import type { AnyDecider, CommandType } from '@yimen/kernel';
import { fileOf, formOf, givenByPeople } from '@yimen/weave';
import { agencies, names, type Walking } from './walking.ts';

export interface Act {
  readonly agency: string;
  readonly decider: AnyDecider;
  readonly command: CommandType<any, any>;
  readonly id: string;
  readonly caseId: string;
}

const commandsOf = (agency: string) => givenByPeople(agencies.find(({ name }) => name === agency)!);

/** A case comes in by one of its doors. */
function begin({ chance, caseIds, newId }: Walking): Act {
  const caseId = newId();
  caseIds.push(caseId);
  const doors = names.flatMap((agency) =>
    commandsOf(agency)
      .filter(({ decider, command }) => decider.opens?.includes(command))
      .filter(({ command }) => 'claimItems' in (formOf(command).properties ?? {}))
      .map((door) => ({ agency, ...door })),
  );
  return { ...chance.pick(doors), id: newId(), caseId };
}

/** Any command on anything of the case, whether it makes sense or not. */
function anything({ chance, known, newId }: Walking, agency: string, caseId: string): Act | undefined {
  const commands = commandsOf(agency);
  const ids = known.of(caseId, 'any') as readonly string[];
  const id = ids.length > 0 && chance.of(0.9) ? chance.pick(ids) : newId();
  return commands.length > 0 ? { agency, caseId, id, ...chance.pick(commands) } : undefined;
}

/** What the desks of one agency offer on a case; what was seldom given is the likelier, so that a walk gets far. */
async function offered({ here, chance, given, newId }: Walking, agency: string, caseId: string) {
  const commands = commandsOf(agency);
  const roles = commands.flatMap(({ command }) => command.by);
  const actor = { id: 'officer', agency, roles, reads: 'all' as const };
  const asking = { actor, house: here.house(agency), now: () => here.time.now(), trace: '' };
  const { procedures, openings } = await fileOf(asking, caseId);
  const all = chance.of(0.85)
    ? procedures.flatMap(({ id, actions }) => actions.map(({ command }) => ({ id, type: command })))
    : openings.map(({ command }) => ({ id: newId(), type: command }));
  const rare = all.map((each) => ({ ...each, by: chance.next() / (1 + (given.get(each.type) ?? 0)) }));
  const [next] = rare.toSorted((one, other) => other.by - one.by);
  const found = next && commands.find(({ command }) => command.type === next.type);
  return found && { agency, caseId, id: next.id, ...found };
}

export async function nextAct(walking: Walking): Promise<Act | undefined> {
  const { chance, caseIds, alive } = walking;
  if (caseIds.length < alive || chance.of(0.01)) return begin(walking);
  const caseId = chance.pick(caseIds.slice(-alive));
  const agency = chance.pick(names);
  return chance.of(0.05) ? anything(walking, agency, caseId) : offered(walking, agency, caseId);
}
