/**
 * Where specifications find a server that is not written here: the one that was named, else one in a container where
 * Docker is, else what we have of our own. The containers are type-checked and their settings were tried without one;
 * none has been started yet, for want of a Docker.
 */
import { spawnSync } from 'node:child_process';

export type Whose = 'given' | 'container' | 'own';

/** Docker is asked only where nothing was named. */
export const whose = (given: string | undefined, isThere: () => boolean = hasDocker): Whose =>
  given ? 'given' : isThere() ? 'container' : 'own';

const PATIENCE_MS = 10_000;
let answered: boolean | undefined;

/** Whether an engine answers, which the command being there does not say; asked once. */
export function hasDocker(): boolean {
  answered ??= spawnSync('docker', ['info'], { stdio: 'ignore', timeout: PATIENCE_MS }).status === 0;
  return answered;
}

export interface Wanted {
  /** Never without its version. */
  readonly image: string;
  /** Where it listens inside. */
  readonly port: number;
  /** What it is told, by the address at which it will be found. */
  readonly environment: (address: string) => Readonly<Record<string, string>>;
  /** Words of its log by which it is ready; its own health check if left out. */
  readonly ready?: RegExp;
}

export interface Contained {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Enough to fetch an image once, for the hooks that wait for a container. */
export const FETCH_MS = 900_000;
const START_MS = 120_000;

/** A broker tells its clients where to find it, so its port is chosen before it starts. */
export async function contained({ image, port, environment, ready }: Wanted): Promise<Contained> {
  const { GenericContainer, RandomPortGenerator, Wait } = await import('testcontainers');
  const host = await new RandomPortGenerator().generatePort();
  const address = `127.0.0.1:${host}`;
  const container = await new GenericContainer(image)
    .withExposedPorts({ container: port, host })
    .withEnvironment({ ...environment(address) })
    .withWaitStrategy(ready ? Wait.forLogMessage(ready) : Wait.forHealthCheck())
    .withStartupTimeout(START_MS)
    .start();
  return { address, close: async () => void (await container.stop()) };
}
