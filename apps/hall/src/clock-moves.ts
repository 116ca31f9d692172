/** Beside the graph: the clock, the list of agencies, files, and the console's own files. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { camel, tokenOf, type Clock, type Served } from '@yimen/edge';

interface Behind {
  readonly clock: Clock;
  readonly services: ReadonlyMap<string, Served>;
  readonly settled: () => Promise<void>;
}

const CONSOLE = fileURLToPath(new URL('../../console/dist', import.meta.url));

export const routesOf = (behind: Behind) => (app: express.Express) => {
  clockRoutes(app, behind);
  app.get('/agencies.json', (_, response) => void response.json(agenciesOf(behind)));
  app.post('/files/wage-workbook', (request, response) => forward(behind, request, response));
  if (existsSync(CONSOLE)) {
    app.use(express.static(CONSOLE));
    app.get('/{*page}', (_, response) => response.sendFile('index.html', { root: CONSOLE }));
  }
};

/** Agencies that have a field of their own on a case. */
const agenciesOf = ({ services }: Behind) =>
  [...services.values()]
    .filter(({ sdl, name }) => sdl.includes(`${camel(name)}: AgencyFile`))
    .map(({ name, house }) => ({ name, field: camel(name), label: house.agency.label }));

function clockRoutes(app: express.Express, { clock, settled }: Behind): void {
  const told = () => ({ now: clock.now(), demonstration: clock.demonstration });
  app.get('/clock', (_, response) => void response.json(told()));
  app.post('/clock', express.json(), async (request, response) => {
    const { set, days } = request.body ?? {};
    const to = set ? Date.parse(set) : Date.parse(clock.now()) + Number(days) * 86_400_000;
    if (!clock.demonstration || Number.isNaN(to))
      return void response.status(400).json({ error: { zh: '时钟不能这样设置', en: 'The clock cannot be set so' } });
    clock.set(new Date(to).toISOString());
    await settled();
    response.json(told());
  });
}

/** Hands a file to the service that keeps personal data; the gateway keeps nothing of it. */
async function forward({ services }: Behind, request: express.Request, response: express.Response): Promise<void> {
  const people = services.get('people');
  if (!people)
    return void response.status(503).json({ error: { zh: '人员服务暂无响应', en: 'people is not answering' } });
  const token = tokenOf(request.headers);
  const answer = await fetch(new URL(request.originalUrl, people.url), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: request as never,
    duplex: 'half',
  } as RequestInit).catch(() => undefined);
  if (!answer)
    return void response.status(503).json({ error: { zh: '人员服务暂无响应', en: 'people is not answering' } });
  response.status(answer.status).type(answer.headers.get('content-type') ?? 'application/json');
  response.send(Buffer.from(await answer.arrayBuffer()));
}
