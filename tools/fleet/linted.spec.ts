/** What cannot be run here is read by the programs that it is written for; those that this machine lacks are named. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAgencies } from '@yimen/process';
import { parseAllDocuments } from 'yaml';
import { needed } from './composed.ts';
import { LIST } from './fleet.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(tmpdir(), `yimen-linted-${process.pid}`);
beforeAll(() => void mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Program = readonly [string, ...string[]];
const call = ([name, ...first]: Program, ...args: readonly string[]) =>
  spawnSync(name, [...first, ...args], { cwd: root, encoding: 'utf8' });

/** What it printed; it fails with what it complained of. */
function clean(program: Program, ...args: readonly string[]): string {
  const { status, stdout, stderr } = call(program, ...args);
  expect({ status, complaints: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, complaints: '' });
  return stdout;
}

/** Skipped by the name of the program where it does not answer. */
function by(program: Program, asked: string, tests: () => void): void {
  const name = program.join(' ');
  const isHere = call(program, asked).status === 0;
  (isHere ? describe : describe.skip)(`${name}${isHere ? '' : ` — there is no ${name} here`}`, tests);
}

const compose: Program = ['docker', 'compose'];
by(compose, 'version', () => {
  const file = join('infra', 'compose', 'compose.yaml');
  const told = join(folder, 'env');
  beforeAll(() =>
    writeFileSync(
      told,
      needed()
        .map((name) => `${name}=password\n`)
        .join(''),
    ),
  );

  it('takes compose.yaml', () => {
    clean(compose, '--env-file', told, '-f', file, 'config', '--quiet');
    clean(compose, '--env-file', told, '-f', file, '--profile', 'identity', 'config', '--quiet');
  });

  it('refuses it without the passwords, and says where they are set', () => {
    const nothing = join(folder, 'nothing');
    writeFileSync(nothing, '');
    const { status, stderr } = call(compose, '--env-file', nothing, '-f', file, 'config', '--quiet');
    expect(status).not.toBe(0);
    expect(stderr).toContain('set it in infra/compose/.env');
  });
});

interface Made {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly template?: Pod };
}

interface Pod {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly terminationGracePeriodSeconds: number;
    readonly containers: readonly { readonly startupProbe: Record<'periodSeconds' | 'failureThreshold', number> }[];
  };
}

const helm: Program = ['helm'];
by(helm, 'version', () => {
  const chart = join('infra', 'helm', 'yimen');
  const least = ['kafka.brokers=kafka:9093', 'oidc.issuer=https://id.example', 'oidc.jwks=https://id.example/keys'];
  const most = [
    ...['kafka.caSecret=kafka-ca', 'oidc.clientId=yimen', 'gateway.publicUrl=https://yimen.example'],
    ...['gateway.ingress.enabled=true', 'gateway.ingress.host=yimen.example', 'gateway.ingress.tlsSecret=tls'],
  ];
  const set = (...values: readonly string[]) => ['-f', LIST, ...values.flatMap((value) => ['--set', value])];
  const made = (...values: readonly string[]) =>
    parseAllDocuments(clean(helm, 'template', 'district', chart, ...set(...least, ...values)))
      .map((document) => document.toJS() as Made)
      .filter(Boolean);
  const objects = (...values: readonly string[]) =>
    made(...values).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const pods = (...values: readonly string[]) =>
    made(...values).flatMap(({ kind, metadata, spec }) =>
      kind === 'Deployment' ? [[metadata.name, spec.template!] as const] : [],
    );

  it('lints the chart', () => {
    clean(helm, 'lint', '--strict', chart, ...set(...least));
    clean(helm, 'lint', '--strict', chart, ...set(...least, ...most));
  });

  it('makes a deployment and a service for each agency and the gateway, and a way in where it is asked for', () => {
    const names = [...readAgencies(LIST).map(({ name }) => name), 'gateway'];
    const both = names.flatMap((name) => [`Deployment district-${name}`, `Service district-${name}`]);
    const besides = ['ConfigMap district-agencies', 'PodDisruptionBudget district-gateway'];
    expect(objects().toSorted()).toEqual([...both, ...besides].toSorted());
    expect(objects(...most).toSorted()).toEqual([...both, ...besides, 'Ingress district'].toSorted());
  });

  it('gives pods longer to end than their work may take, and services as long to begin as their views may take', () => {
    for (const [seconds, drainMs] of [
      [25, 20_000],
      [305, 300_000],
    ] as const)
      for (const [name, { spec }] of pods(`drainMs=${drainMs}`)) {
        expect([name, spec.terminationGracePeriodSeconds]).toEqual([name, seconds + 15]);
        const { periodSeconds, failureThreshold } = spec.containers[0]!.startupProbe;
        expect([name, periodSeconds * failureThreshold]).toEqual([name, name.endsWith('gateway') ? 120 : 3600]);
      }
  });

  it('starts the gateway anew when the list has changed, which it reads at its start', () => {
    const sum = (...values: readonly string[]) => pods(...values).at(-1)![1].metadata.annotations?.['checksum/list'];
    expect(sum()).toMatch(/^[0-9a-f]{64}$/);
    expect(sum('agencies[0].port=4999')).not.toBe(sum());
  });

  it('lets a workbook of wages through the way in, which takes a megabyte by itself', () => {
    const way = made(...most).find(({ kind }) => kind === 'Ingress')!;
    expect(way.metadata.annotations).toMatchObject({ 'nginx.ingress.kubernetes.io/proxy-body-size': '16m' });
  });

  it('refuses a chart without the list of agencies or a provider, in words', () => {
    expect(call(helm, 'template', 'district', chart).stderr).toContain('-f infra/agencies.yaml');
    expect(call(helm, 'template', 'district', chart, '-f', LIST).stderr).toContain('oidc.issuer');
  });
});

const hadolint: Program = ['hadolint'];
by(hadolint, '--version', () => it('finds nothing in the Dockerfile', () => void clean(hadolint, 'Dockerfile')));
