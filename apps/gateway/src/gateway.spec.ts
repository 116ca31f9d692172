/** How the gateway comes to its end: who is still answered, and for how long. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { openGateway, type Gateway } from './gateway.ts';
import { agency } from './testing.ts';

let gateway: Gateway | undefined;
afterEach(() => gateway?.close());

/** A question that an agency never answers; it is given up after four seconds. */
async function underWay(grace: number) {
  const hr = await agency('hr', 'type Query { a: String }', () => undefined);
  gateway = await openGateway({ port: 0, introspection: false, subgraphs: [hr], grace });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ a }"}' };
  const whole = fetch(`${gateway.url}/graphql`, init).then((given) => given.json());
  whole.catch(() => undefined);
  await until(() => hr.heard.length > 0);
  const began = performance.now();
  await gateway.close();
  gateway = undefined;
  return { whole, took: performance.now() - began };
}

describe('a gateway that ends', () => {
  it('answers whoever asks it, where it has the time', async () => {
    const { whole } = await underWay(8_000);
    expect(await whole).toMatchObject({ errors: [{ extensions: { agency: 'hr' } }] });
  });

  it('is not kept longer than it was told', async () => {
    const { whole, took } = await underWay(200);
    expect(took).toBeLessThan(2_000);
    await expect(whole).rejects.toThrow();
  });
});
