/** A line on which nothing passes any more and which nobody ends, as when a machine is gone without a word. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentLine {
  /** The address of the server, over this line. */
  readonly url: string;
  /** Of those who are connected now; whoever connects later is let through. */
  fallSilent(): void;
  close(): Promise<void>;
}

export async function silentLine(to: string): Promise<SilentLine> {
  const far = new URL(to);
  const open = new Map<Socket, Socket>();
  const line = createServer((near) => {
    const beyond = connect({ host: far.hostname, port: Number(far.port) });
    open.set(near, beyond);
    for (const [one, other] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => open.delete(near));
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { port } = line.address() as AddressInfo;
  return {
    url: Object.assign(new URL(to), { port: String(port) }).href,
    fallSilent() {
      for (const [near, beyond] of open) {
        near.unpipe().on('data', () => undefined);
        beyond.unpipe().on('data', () => undefined);
      }
    },
    async close() {
      for (const [near, beyond] of open) [near, beyond].forEach((each) => each.destroy());
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
