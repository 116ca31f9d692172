/**
 * The agencies' schemas as they are now: asked of the services themselves, and taken from the committed files for one
 * that has not answered yet or whose answer does not fit, so that the gateway starts whoever is away or broken.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composed } from './engine-agencies.ts';
import type { Subgraph } from './supergraph.ts';
import { taking, type Sdls } from './taking.ts';

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

type Take<T = readonly Subgraph[]> = (all: T) => void;

export interface LiveSchemas {
  /** A schema of everybody, which fit together: resolves as soon as nobody is without one. */
  first(): Promise<readonly Subgraph[]>;
  /** Hands on every change until the answer is called; what `take` throws at leaves the last schema in force. */
  follow(take: Take): () => void;
  /** Who answered when last asked. */
  answering(): readonly { readonly name: string; readonly answering: boolean }[];
}

const ANSWER_MS = 2000;

export function liveSchemas({ services, dir, every, complain }: Source): LiveSchemas {
  const inForce = new Map<string, string>();
  const { said, askAll, answering } = hearing(services);
  const take = taking(inForce, (name, why) =>
    complain(`${name} 的新结构未被采用 the new schema of ${name} is not taken: ${why}`),
  );
  const whole = (all: Sdls): Subgraph[] =>
    services.flatMap(({ name, url }) => {
      const sdl = all.get(name);
      return sdl === undefined ? [] : [{ name, url: `${url}/graphql`, sdl }];
    });
  const fit = (all: Sdls): void => void composed(whole(all));
  const begin = beginning(inForce, { fit, complain });
  const without = (...found: readonly Sdls[]): string =>
    services.flatMap(({ name }) => (found.some((each) => each.has(name)) ? [] : [name])).join(', ');

  return {
    async first() {
      for (let told = ''; ; await pause(Math.min(every, 1000))) {
        await askAll();
        const files = committed(dir, services);
        const unknown = without(files, said);
        if (!unknown && !begin(files, said)) take(said, fit);
        const names = unknown || without(inForce);
        if (!names) return whole(inForce);
        if (names !== told) complain(`等待机关服务 waiting for ${names}`);
        told = names;
      }
    },
    follow(show) {
      const ended = new AbortController();
      const look = () => askAll().then(() => take(said, (changed) => show(whole(changed))));
      void forever(every, ended.signal, look);
      return () => ended.abort();
    },
    answering,
  };
}

/** What services say, and whether they still answer. */
function hearing(services: readonly Asked[]) {
  const said = new Map<string, string>();
  const silent = new Set<string>();
  const ask = async ({ name, url }: Asked): Promise<void> => {
    const sdl = await sdlAt(url);
    if (!sdl) return void silent.add(name);
    silent.delete(name);
    said.set(name, sdl);
  };
  return {
    said: said as Sdls,
    askAll: () => Promise.all(services.map(ask)),
    answering: () => services.map(({ name }) => ({ name, answering: !silent.has(name) })),
  };
}

/**
 * Begins with all as they are now, if that fits together: then there is no more to do. Else with the files, which were
 * published together.
 */
function beginning(inForce: Map<string, string>, { fit, complain }: Pick<Source, 'complain'> & { fit: Take<Sdls> }) {
  const take = taking(inForce, (name, why) =>
    complain(`${name} 的随附结构未被采用 the committed schema of ${name} is not taken: ${why}`),
  );
  return (files: Sdls, said: Sdls): boolean => {
    const all = new Map([...files, ...said]);
    try {
      fit(all);
      all.forEach((sdl, name) => inForce.set(name, sdl));
      return true;
    } catch {
      take(new Map([...files].filter(([name]) => !inForce.has(name))), fit);
      return false;
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

const committed = (dir: string, services: readonly Asked[]): Sdls =>
  new Map(
    services.flatMap(({ name }) => {
      const file = join(dir, `${name}.graphql`);
      return existsSync(file) ? [[name, readFileSync(file, 'utf8')] as const] : [];
    }),
  );
