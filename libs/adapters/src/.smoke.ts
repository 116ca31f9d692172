import { openStorage } from '@yimen/adapters';
const t0 = performance.now();
const st = await openStorage({ dataDir: '/tmp/yimen-smoke/data' });
console.log('open', performance.now() - t0);
const t1 = performance.now();
const all = await Promise.all(
  ['union', 'hr', 'court', 'justice', 'petition', 'departments', 'joint-centre', 'people', 'insight'].map((a) =>
    st.of(a),
  ),
);
console.log('9 agencies', performance.now() - t1);
const s = all[0]!.store,
  r = all[0]!.rows;
const meta: any = {
  agency: 'union',
  actor: { id: '测试', agency: 'union', roles: [] },
  occurredAt: 'x',
  recordedAt: 'x',
  commandId: 'c',
  digest: 'd',
  shape: 1,
};
const ev = (id: string, type = 'A') => ({ id, type, data: { id }, meta });
const n = 'a' + Date.now();
console.log(
  await s.append(n, 0, [ev('1'), ev('2', 'B')]),
  await s.append(n, 0, [ev('1'), ev('2')]),
  await s.append(n, 0, [ev('9')]),
  await s.append(n, 2, [ev('x')]),
);
console.log(
  await Promise.all(Array.from({ length: 5 }, (_, i) => s.append(n + '-' + (i % 4), 0, [ev('1' + i), ev('2' + i)]))),
);
console.log((await s.read(n)).length, (await s.follow('', 100)).position);
await Promise.all(
  Array.from({ length: 20 }, () =>
    r.transaction(async (tx) => {
      const c = (await tx.row('n', n))?.data ?? 0;
      await new Promise((r) => setTimeout(r, 1));
      await tx.put('n', { key: n, data: c + 1 });
    }),
  ),
);
console.log(await r.row('n', n), await r.count('n'));
await st.close();
console.log('closed', performance.now() - t0);
