/** Takes the steps of a plan: asks the agencies, and gathers what they answer and what they could not. */
import { GraphQLError } from 'graphql';
import { unavailable, type GatewayContext } from './engine-agencies.ts';
import type { Answer, Ask, Told } from './native-ask.ts';
import { clientKey, clientVariable } from './native-document.ts';
import { cut, gather, spelled, type Gathered } from './native-lookup.ts';
import { copied, isTree, merge, own, rewrite, type Kinship, type Tree } from './native-merge.ts';
import type { Variables } from './native-settle.ts';
import type { Question, Step } from './native-steps.ts';

export interface Run {
  readonly asks: ReadonlyMap<string, Ask>;
  readonly kinship: Kinship;
  /** As the client gave them; each agency reads its own. */
  readonly variables: Variables;
  readonly context: Partial<GatewayContext>;
  readonly data: Tree;
  readonly errors: GraphQLError[];
}

export async function take(step: Step, run: Run): Promise<void> {
  if (step.kind === 'question') return ask(step, run);
  if (step.kind === 'parallel') await Promise.all(step.steps.map((each) => take(each, run)));
  else for (const each of step.steps) await take(each, run);
}

async function ask(question: Question, run: Run): Promise<void> {
  const gathered = question.lookups.map((lookup) => gather(lookup, run.data, run.kinship));
  if (gathered.length > 0 && gathered.every(({ representations }) => representations.length === 0)) return;
  try {
    const answer = await answerTo(question, gathered, run);
    for (const told of answer.errors ?? []) run.errors.push(...passedOn(told, question.agency, gathered));
    if (!answer.data) return;
    if (gathered.length > 0) gathered.forEach((each) => add(each, answer.data!, run.kinship));
    else {
      rewrite(answer.data, question.rewrites, run.kinship);
      merge(run.data, answer.data);
    }
  } catch (error) {
    run.errors.push(...missing(error, question.agency, gathered));
  }
}

/** Rejects when the agency is silent, or answers for other objects than it was asked for. */
async function answerTo(question: Question, gathered: readonly Gathered[], run: Run): Promise<Answer> {
  const put = run.asks.get(question.agency);
  if (!put) throw new Error(`no agency ${question.agency}`);
  const variables: Tree = {};
  for (const name of question.variables) {
    const value = run.variables[clientVariable(name)];
    if (value !== undefined) variables[name] = value;
  }
  for (const { lookup, representations } of gathered) variables[lookup.variable] = representations;
  const answer = await put({ query: question.operation, variables }, run.context);
  for (const { lookup, representations } of answer.data ? gathered : []) {
    const list = own(answer.data!, lookup.answer);
    if (!Array.isArray(list) || list.length !== representations.length)
      throw new Error('the answer is of other length');
  }
  return answer;
}

/** Every place where an object stands gets what the agency knows of it. */
function add({ lookup, targets }: Gathered, data: Tree, kinship: Kinship): void {
  (data[lookup.answer] as unknown[]).forEach((known, index) => {
    if (!isTree(known)) return;
    rewrite(known, lookup.outward, kinship);
    targets[index]!.forEach(({ object }, time) => merge(object, time === 0 ? known : copied(known)));
  });
}

/** An agency's error under the path that the client knows: once for each place where the object stands. */
function passedOn(told: Told, agency: string, gathered: readonly Gathered[]): GraphQLError[] {
  const { message, path, extensions } = told;
  const at = (found: readonly (string | number)[] | undefined): GraphQLError =>
    new GraphQLError(message ?? `${agency} answered with an error without words`, {
      ...(found ? { path: found.map(clientKey) } : {}),
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: agency },
    });
  if (gathered.length === 0) return [at(path)];
  const [answer, index, ...rest] = path ?? [];
  const targets = gathered.find(({ lookup }) => lookup.answer === answer)?.targets[Number(index)];
  return targets ? targets.map(({ place }) => at([...spelled(place), ...rest])) : [at(undefined)];
}

/** What is missing because an agency is silent, once for each place of the query that it would have filled. */
function missing(error: unknown, agency: string, gathered: readonly Gathered[]): GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  const ways = gathered.length === 0 ? [[]] : gathered.flatMap(({ ways }) => ways);
  return ways.map((way) => unavailable(agency, cut(way)));
}

/** Each error once, as a plan may ask one agency several times. */
export function distinct(errors: readonly GraphQLError[]): GraphQLError[] {
  const known = new Map(errors.map((error) => [JSON.stringify([error.message, error.path, error.extensions]), error]));
  return [...known.values()];
}
