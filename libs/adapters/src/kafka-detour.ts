/** Stands between clients and a broker, for specifications: lets an answer to a send get lost and breaks the line. */
import { connect, createServer, type Socket } from 'node:net';

export interface Detour {
  readonly port: number;
  /** The door of the broker behind. */
  to(address: string): void;
  /** How many answers are to be lost from now on; each is an acknowledgement that the broker has given. */
  loseAnswers(count: number): void;
  /** How many are still to be lost. */
  left(): number;
  close(): Promise<void>;
}

/** Kafka's number for a request to store messages. */
const PRODUCE = 0;

export async function detour(): Promise<Detour> {
  let behind = { host: '127.0.0.1', port: 0 };
  let toLose = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(behind);
    const sends = new Set<number>();
    const cut = () => void (client.destroy(), broker.destroy());
    for (const socket of [client, broker]) {
      open.add(socket);
      socket.on('error', cut).on('close', () => (open.delete(socket), cut()));
    }
    client.on(
      'data',
      frames((frame) => frame.readInt16BE(4) === PRODUCE && sends.add(frame.readInt32BE(8))),
    );
    client.pipe(broker);
    broker.on(
      'data',
      frames((frame) => {
        if (toLose === 0 || !sends.delete(frame.readInt32BE(4))) return void client.write(frame);
        toLose -= 1;
        cut();
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    to: (address) => (behind = { host: '127.0.0.1', port: Number(address.split(':').at(-1)) }),
    loseAnswers: (count) => (toLose = count),
    left: () => toLose,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Kafka sends its length before each message. */
function frames(each: (frame: Buffer) => unknown): (part: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (part) => {
    rest = Buffer.concat([rest, part]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const length = 4 + rest.readInt32BE(0);
      each(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}
