/** Stand-ins for an agency that is not well: each in another way in which services fail. */
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

type Behaviour = (asked: IncomingMessage, answer: ServerResponse, well: string) => void;

const behaviours = {
  /** Takes the question and never answers. */
  silent: () => undefined,
  refusing: (_, answer) => void answer.writeHead(503).end('busy'),
  babbling: (_, answer) => void answer.writeHead(200, { 'content-type': 'application/json' }).end('[1, 2'),
  /** Begins to answer and hangs up. */
  breaking: (_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"data":');
    setTimeout(() => answer.destroy(), 5);
  },
  /** Answers rightly, but after the others. */
  late: (asked, answer, well) => void pause(40).then(() => pass(asked, answer, well)),
} satisfies Record<string, Behaviour>;

export type Ailment = 'stopped' | keyof typeof behaviours;
export const ailments: readonly Ailment[] = ['stopped', 'silent', 'refusing', 'babbling', 'breaking', 'late'];

export interface Ailing {
  readonly url: string;
  close(): Promise<void>;
}

export async function ailing(ailment: Ailment, well: string): Promise<Ailing> {
  const behave = ailment === 'stopped' ? () => undefined : behaviours[ailment];
  const server = createServer((asked, answer) => behave(asked, answer, well));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  if (ailment === 'stopped') await ended(server);
  return { url: `http://127.0.0.1:${port}/graphql`, close: () => ended(server) };
}

function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function pass(asked: IncomingMessage, answer: ServerResponse, well: string): void {
  const { method, headers } = asked;
  const onward = request(well, { method, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 500, answered.headers);
    answered.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}
