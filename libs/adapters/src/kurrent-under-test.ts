/**
 * A KurrentDB for specifications: the one of KURRENTDB_URL, else one in a container where Docker is, else a stand-in in
 * this process, which shows that clients understand each other and not what a server does to a disk.
 */
import { contained, whose, type Wanted, type Whose } from './container-under-test.ts';
import { standIn } from './kurrent-stand-in.ts';

const given = () => process.env['KURRENTDB_URL'];

/** In words, what specifications run on here. */
export const kurrentHere = (): string => names[whose(given())];
const names: Readonly<Record<Whose, string>> = {
  given: 'the server of KURRENTDB_URL',
  container: 'KurrentDB in a container',
  own: 'a stand-in for KurrentDB',
};

/** Why no real server can be had; undefined where one can. */
export const whyNoKurrent = (): string | undefined =>
  whose(given()) === 'own' ? 'KURRENTDB_URL names no server, and there is no Docker' : undefined;

const kurrentContainer: Wanted = {
  image: 'kurrentplatform/kurrentdb:26.1.1',
  port: 2113,
  environment: () => ({
    KURRENTDB_CLUSTER_SIZE: '1',
    KURRENTDB_INSECURE: 'true',
    KURRENTDB_RUN_PROJECTIONS: 'None',
    KURRENTDB_MAX_APPEND_SIZE: '4194304',
  }),
};

export interface KurrentUnderTest {
  /** For the client of KurrentDB; that of EventStoreDB wants `esdb` in place of `kurrentdb`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function kurrentUnderTest(): Promise<KurrentUnderTest> {
  const found = whose(given());
  if (found === 'given') return { url: given()!, close: async () => {} };
  if (found === 'container') {
    const { address, close } = await contained(kurrentContainer);
    return { url: `kurrentdb://${address}?tls=false`, close };
  }
  const { url, stop } = await standIn();
  return { url, close: stop };
}
