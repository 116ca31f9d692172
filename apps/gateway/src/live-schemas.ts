/**
 * The agencies' schemas as they are now: asked of the services themselves, and taken from the committed files for one
 * that has not answered yet, so that the gateway starts whoever is away.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Subgraph } from './supergraph.ts';

export interface Asked {
  readonly name: string;
  /** Where the service is, without a path. */
  readonly url: string;
}

interface Source {
  readonly services: readonly Asked[];
  /** Folder of the committed schemas. */
  readonly dir: string;
  /** How often services are asked, in ms. */
  readonly every: number;
  /** Somebody has no schema at all, or one that does not fit; told once for each change. */
  readonly complain: (line: string) => void;
}

type Take = (subgraphs: readonly Subgraph[]) => void;

export interface LiveSchemas {
  /** A schema of everybody: resolves as soon as nobody is without one. */
  first(): Promise<readonly Subgraph[]>;
  /** Hands on every change until the answer is called; what `take` throws at leaves the last schema in force. */
  follow(take: Take): () => void;
  /** Who answered when last asked. */
  answering(): readonly { readonly name: string; readonly answering: boolean }[];
}

const ANSWER_MS = 2000;

export function liveSchemas({ services, dir, every, complain }: Source): LiveSchemas {
  const sdls = new Map<string, string>();
  const silent = new Set<string>();

  async function ask({ name, url }: Asked): Promise<readonly [name: string, sdl: string | undefined]> {
    const sdl = await sdlAt(url);
    if (sdl) silent.delete(name);
    else silent.add(name);
    return [name, sdl];
  }

  /** Takes what can be had; the names of those who are still without a schema. */
  async function gather(): Promise<readonly string[]> {
    const answers = await Promise.all(services.filter(({ name }) => !sdls.has(name)).map(ask));
    const found = answers.map(([name, sdl]) => [name, sdl ?? committed(dir, name)] as const);
    for (const [name, sdl] of found) if (sdl) sdls.set(name, sdl);
    return found.flatMap(([name, sdl]) => (sdl ? [] : [name]));
  }

  const whole = (all: ReadonlyMap<string, string>): Subgraph[] =>
    services.map(({ name, url }) => ({ name, url: `${url}/graphql`, sdl: all.get(name) ?? '' }));

  return {
    async first() {
      for (let told = ''; ; await pause(Math.min(every, 1000))) {
        const names = (await gather()).join(', ');
        if (!names) return whole(sdls);
        if (names !== told) complain(`等待机关服务 waiting for ${names}`);
        told = names;
      }
    },
    follow(take) {
      const ended = new AbortController();
      const taken = taking(sdls, (changed) => take(whole(changed)), complain);
      void forever(every, ended.signal, async () => taken(await Promise.all(services.map(ask))));
      return () => ended.abort();
    },
    answering: () => services.map(({ name }) => ({ name, answering: !silent.has(name) })),
  };
}

/** Takes the changes one by one, so that one that does not fit keeps no other out; it is told of once. */
function taking(
  sdls: Map<string, string>,
  take: (all: ReadonlyMap<string, string>) => void,
  complain: Source['complain'],
) {
  const refused = new Map<string, string>();
  return (answers: readonly (readonly [name: string, sdl: string | undefined])[]): void => {
    for (const [name, sdl] of answers) {
      if (!sdl || sdl === sdls.get(name) || sdl === refused.get(name)) continue;
      try {
        take(new Map([...sdls, [name, sdl]]));
        sdls.set(name, sdl);
      } catch (error) {
        refused.set(name, sdl);
        complain(`${name} 的新结构未被采用 the new schema of ${name} is not taken: ${(error as Error).message}`);
      }
    }
  };
}

async function forever(every: number, signal: AbortSignal, look: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await pause(every, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) await look();
  }
}

async function sdlAt(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/sdl`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

function committed(dir: string, name: string): string | undefined {
  const file = join(dir, `${name}.graphql`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
