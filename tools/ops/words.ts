/** What the commands print: Chinese first, English complete, and never what is in an event. */
import type { Behind, Difference, Health, Rebuilt, Waiting } from '@yimen/casework';
import { awayWords, type LeftOut, type Retried, type Verified } from './acts.ts';
import { nameOf, type Blind } from './looks.ts';

/** Characters of Chinese are two columns wide. */
const width = (text: string): number =>
  [...text].reduce((sum, each) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/.test(each) ? 2 : 1), 0);

/** Columns that line up; numbers to the right. */
export function columns(rows: readonly (readonly (string | number)[])[]): string[] {
  const wide = (at: number) => Math.max(...rows.map((row) => width(String(row[at] ?? ''))));
  const widths = (rows[0] ?? []).map((_, at) => wide(at));
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const space = ' '.repeat(widths[at]! - width(String(cell)));
        return typeof cell === 'number' ? `${space}${cell}` : `${String(cell)}${space}`;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** What was not looked at, and what to do so that it can be. */
export const blindWords = (blind: Blind, brokers: readonly string[] = []): string =>
  blind === 'away'
    ? `未测量邻居：${awayWords(brokers)}; neighbours were not measured`
    : '未测量邻居：请设置 KAFKA_BROKERS 后重新运行 · neighbours were not measured: set KAFKA_BROKERS, then run this again';

export function statusWords(all: readonly Health[], blind?: Blind): string[] {
  const wrong = all.flatMap((each) => each.wrong.map(({ zh, en }) => `${zh} · ${en}`));
  const well = blind ? '所见正常，邻居未测 · what was looked at is well' : '全部正常 · all is well';
  const sentence = wrong.length === 0 ? well : `需要处理 to be looked at: ${wrong.join('; ')}`;
  const sum = (behind: readonly Behind[], fits: (each: Behind) => boolean) =>
    behind.filter(fits).reduce((total, { count }) => total + count, 0);
  const rows = all.map(({ agency, behind, parked, silentClocks }) => [
    agency,
    sum(behind, ({ from }) => from === 'bus'),
    sum(behind, ({ from }) => from === agency),
    ...(blind ? [] : [sum(behind, ({ from }) => from !== agency && from !== 'bus')]),
    parked,
    silentClocks,
  ]);
  const others = blind ? [] : ['邻居 others'];
  const head = ['机关 agency', '未发布 to publish', '自身 own', ...others, '隔离 parked', '时限未响 clocks'];
  return [sentence, '', ...columns([head, ...rows])];
}

export function lagWords(all: readonly Behind[]): string[] {
  const rows = all.map(({ agency, from, count, more, since, late = 0 }) => [
    agency,
    `← ${from}`,
    more ? `${count}+` : count,
    since ?? (late > 0 ? `${late} 个超过一分钟 for more than a minute` : ''),
  ]);
  return columns([['机关 agency', '来源 of', '落后 behind', '最早 since'], ...rows]);
}

/** Only the first of a case is told whole: the others wait for it. */
export function parkedWords(all: readonly Waiting[]): string[] {
  if (all.length === 0) return ['没有被隔离的事件 · nothing is parked'];
  const groups = Map.groupBy(all, ({ agency, listener, caseId }) => `${agency}|${listener}|${caseId}`)
    .values()
    .toArray();
  const causes = Map.groupBy(groups, ([first]) => `${first?.agency}|${first?.cause}`);
  return groups.flatMap((group) => {
    const [{ agency, listener, event, from, occurredAt, since, caseId, why, cause, asked }] = group as [Waiting];
    const name = nameOf(group[0]!);
    const behind = group.length - 1;
    const alike = (causes.get(`${agency}|${cause}`)?.length ?? 1) - 1;
    return [
      `${agency}  ${listener}  自 ${since} 起 since then`,
      `  事件 event   ${event.zh} ${event.en}（${from}，${occurredAt}）`,
      `  案件 case    ${caseId}${behind > 0 ? `（其后还有 ${behind} 个等待 and ${behind} behind it）` : ''}`,
      `  原因 why     ${why}${alike > 0 ? `（另有 ${alike} 件同因 and ${alike} more failed alike）` : ''}`,
      `  编号 id      ${name}`,
      `  重试 again   npm run ops -- retry ${caseId}`,
      ...(asked ? askedWords(name, asked) : [`  跳过 leave out   npm run ops -- skip '${name}' --by 甲 --reason …`]),
      '',
    ];
  });
}

type Asked = NonNullable<Waiting['asked']>;
const who = ({ by, account }: Asked): string => (account ? `${by}（${account}）` : by);

const askedWords = (name: string, asked: Asked): string[] => [
  `  申请 asked   ${who(asked)} 于 ${asked.at} 申请跳过 has asked to leave it out: ${asked.reason}`,
  `  同意 agree   ${agreeing(name)}`,
];

const agreeing = (name: string): string => `npm run ops -- agree '${name}' --by 乙`;

export const askedToSkipWords = (asked: Waiting, by: string): string[] => [
  `${asked.agency}: 已记录 ${by} 的申请，尚未跳过；须由另一人用自己的系统账号同意 · asked for, and not left out yet: another person agrees, under another account`,
  `  ${agreeing(nameOf(asked))}`,
];

export const leftOutWords = ({ agency, behind, caseId }: LeftOut): string[] => [
  `${agency}: 已跳过，并已记录 · left out, and on record`,
  ...(behind > 0 ? [`其后的 ${behind} 个可以重试 those behind it can go: npm run ops -- retry ${caseId}`] : []),
];

export function retryWords(caseId: string, all: readonly Retried[]): string[] {
  if (all.length === 0) return [`案件 ${caseId} 没有被隔离的事件 · nothing of this case is parked`];
  return all.map(({ agency, through, why }) =>
    why
      ? `${agency}: ${through} 个通过，其余仍隔离 went through, the rest stays parked: ${why}`
      : `${agency}: ${through} 个全部通过 went through, all of them`,
  );
}

const NAMED = 20;
const kinds = { missing: '缺少 missing', extra: '多余 extra', changed: '不同 changed' };

export const differenceWords = ({ key, kind, fields }: Difference): string =>
  `  ${kinds[kind]}  ${key}${fields.length > 0 ? `  ${fields.join(', ')}` : ''}`;

export function rebuiltWords({ events, rows, differing, differences }: Rebuilt): string[] {
  const built = `由 ${events} 个事件重建 ${rows} 行，与现有相差 ${differing} 行 · ${rows} rows of ${events} events; ${differing} differ`;
  const more = differing - Math.min(NAMED, differences.length);
  const rest = more > 0 ? [`  另有 ${more} 行 and ${more} more`] : [];
  return [built, ...differences.slice(0, NAMED).map(differenceWords), ...rest];
}

const handOverHead = [
  ...['发出方 from', '接收方 to', '发出 offered', '在途 in transit', '收到 received'],
  ...['签收 accepted', '退回 returned', '待办 open', '撤回 withdrawn'],
];

export function verifiedWords(verified: Verified): string[] {
  const { findings, pairs, amiss } = verified;
  const cells = pairs.map((pair) => [
    ...[pair.from, pair.to, pair.offered, pair.inTransit, pair.received],
    ...[pair.accepted, pair.returned, pair.open, pair.withdrawn],
  ]);
  const wrong = [
    ...findings.map(({ agency, where, what, zh, en }) => `✗ ${agency} ${where} ${what}: ${zh} · ${en}`),
    ...amiss.map(({ from, to, handOver, zh, en }) => `✗ 移交 hand-over ${handOver} (${from} → ${to}): ${zh} · ${en}`),
  ];
  const table = pairs.length > 0 ? [...columns([handOverHead, ...cells]), ''] : [];
  return [...table, ...wrong, ...leftWords(verified), sentenceOf(verified, wrong.length)];
}

/** Names what could not be compared. */
const leftWords = ({ unread, topics, blind }: Verified): string[] => [
  ...(blind ? [`? 主题未核对，${blindWords(blind)}; nor was any topic compared`] : []),
  ...unread.map(
    ({ agency, from, views }) =>
      `? ${agency} 的 ${views} 个视图未校验：缺少 ${from.join('、')} 的日志 · ${views} views were not folded, for want of these logs`,
  ),
  ...topics.flatMap(({ agency, lacks }) =>
    lacks ? [`? ${agency} 的主题不完整：${lacks.zh} · its topic is not whole: ${lacks.en}`] : [],
  ),
];

/** Whether everything could be compared with something. */
export const isWhole = ({ unread, topics, blind }: Verified): boolean =>
  !blind && unread.length === 0 && topics.every(({ lacks }) => !lacks);

function sentenceOf(verified: Verified, wrong: number): string {
  const { views, pairs, unread, topics } = verified;
  const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
  const [folded, whole] = [sum(unread.map((each) => each.views)), topics.filter(({ lacks }) => !lacks)];
  const open = topics.length - whole.length;
  const left = [
    ...(folded > 0 ? [`；${folded} 个视图未校验 · ${folded} views were not folded`] : []),
    ...(open > 0 ? [`；${open} 个主题不完整 · ${open} topics are not whole`] : []),
  ].join('');
  if (wrong > 0) return `发现 ${wrong} 处不符 · ${wrong} things do not agree${left}`;
  const events = sum(whole.map((each) => each.events));
  const published = topics.length > 0 ? `${whole.length} 个主题 topics, ${events} 个已发布事件 events, ` : '';
  const agreed = isWhole(verified) ? '一致 · all agree' : '已校验的一致 · what was verified agrees';
  return `${agreed}: ${views} 个视图 views, ${published}${pairs.length} 对移交 pairs${left}`;
}

/** Commands as they are to be typed here: with the folder that this one was told. */
export function withData(line: string, dataDir: string | undefined): string {
  if (dataDir === undefined) return line;
  const folder = /^[\w./:-]+$/.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", `'\\''`)}'`;
  return line.replaceAll('npm run ops -- ', () => `npm run ops -- --data ${folder} `);
}

export const republishedWords = (agency: string, count: number): string[] => [
  count > 0
    ? `${agency}: ${count} 个事件将在服务运行时重新发布，已听到的一方不会重复办理 · ${count} events are published again once the service runs; whoever has heard them leaves them aside`
    : `${agency}: 没有可重新发布的事件 · there is nothing to publish again`,
];

export const reheardWords = (agency: string, from: string): string[] => [
  `${agency} 重启后从 ${from} 现存的第一个事件听起，已听到的不会重复办理；缺少的请运行 npm run ops -- republish ${from} · ${agency}, once started again, hears ${from} from the first event that is there, and leaves aside what it has heard; what is missing comes by npm run ops -- republish ${from}`,
];
