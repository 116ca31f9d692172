import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { calculators, citationOf, lengthInWords, notices, rules, type Fields, type Rule, type Step } from '@yimen/law';

const PAGE = fileURLToPath(new URL('../../docs/deadlines.md', import.meta.url));

const AREAS: readonly (readonly [Rule['area'], string])[] = [
  ['union', '工会与调解 · Union and mediation'],
  ['arbitration', '劳动仲裁 · Labour arbitration'],
  ['inspection', '劳动保障监察 · Labour inspection'],
  ['injury', '工伤 · Work injury'],
  ['justice', '法律援助与司法确认 · Legal aid and judicial confirmation'],
  ['court', '法院：调解与审理 · Courts: mediation and trial'],
  ['enforcement', '法院：支付令、保全、执行 · Courts: payment orders, preservation, enforcement'],
  ['petition', '信访 · Petitions'],
  ['local', '本地约定 · Local agreements'],
];

const HEAD = `# 法定期限登记册 · The register of deadlines

本页由登记册生成，请勿手改：\`node tools/law/register-page.ts\`。
Made from the register, not by hand: \`node tools/law/register-page.ts\`.

- **期间 Length**：“日”为日历日，“工作日”按国务院办公厅放假通知计算；起算日不计，末日为休息日的顺延（标“不顺延”的除外）。
  Calendar days count as they come, working days by the holiday notices; the first day is not counted and a last day on
  which nobody works moves on, unless it says "fixed".
- **性质 Nature**：职责 duty，机关逾期即超期；当事人义务 obligation，逾期是当事人违约，不计入机关超期；权利 right，届满后
  不得再行使，任何人都没有超期；选择 option，届满只是打开下一步。A duty of an office is breached when its day passes; an
  obligation is a party's, and so is its breach. A right can be used until then and no longer; an option only opens what
  comes next. Both lapse, and nobody is late.
- **施行 Since**：所示条文的施行日；期限按首个行为之日施行的条文计算，修改前的长度另列；起算早于施行日且未收录旧条文的，
  答复会提示核对。The day from which the text shown is in force. A clock goes by the text of the day of its first act; where an
  older length is listed it is used, where none is and the act is older, the answer says so.
- **信 Sure**：T 已核对条文 read in the article · S 二手转述 second hand · M 凭记忆 from memory · P 本地约定，可改 local practice,
  a parameter.`;

const COLUMNS =
  '| 编号 id | 时限 Clock | 依据 Law | 期间 Length | 起 → 止 From → until | 变动 Moves | 性质 Nature | 届满 On expiry | 施行 Since | 信 |';

const NATURES: Readonly<Record<Rule['nature'], Step>> = {
  duty: { zh: '职责', en: 'duty' },
  obligation: { zh: '当事人义务', en: 'obligation' },
  right: { zh: '权利', en: 'right' },
  option: { zh: '选择', en: 'option' },
};

function both(step: Step): string {
  return `${step.zh}<br>${step.en}`;
}

function lengthCell(rule: Rule): string {
  if (rule.length === undefined) return '约定<br>agreed';
  const { zh, en } = lengthInWords(rule.length, rule.unit);
  const back = rule.direction === 'backward' ? ['倒数 ', ' back'] : ['', ''];
  const still =
    rule.direction === 'forward' && !rule.rolls && rule.unit !== 'hour' ? ['（不顺延）', ' (fixed)'] : ['', ''];
  return `${back[0]}${zh}${still[0]}<br>${en}${back[1]}${still[1]}`;
}

function extensionWords(rule: Rule): string[] {
  if (!rule.extension) return [];
  const { length, who } = rule.extension;
  const words = length === undefined ? { zh: '', en: '' } : lengthInWords(length, rule.unit);
  return [
    length === undefined
      ? `延长：${who.zh}<br>extended: ${who.en}`
      : `延长 ${words.zh}：${who.zh}<br>extended ${words.en}: ${who.en}`,
  ];
}

function moves(rule: Rule): string {
  const pause = rule.pause ? [`中止：${rule.pause.zh}<br>stands still: ${rule.pause.en}`] : [];
  const restart = rule.restart ? [`重算：${rule.restart.zh}<br>restarts: ${rule.restart.en}`] : [];
  const shorter = rule.shortens ? [`缩短：${rule.shortens.zh}<br>shortened: ${rule.shortens.en}`] : [];
  const words = [...extensionWords(rule), ...shorter, ...pause, ...restart];
  return words.length > 0 ? words.join('<br>') : '–';
}

/** From when the text that is shown is in force, and what it said before. */
function since(rule: Rule): string {
  const older = (rule.older ?? []).map(({ length = 0, unit, effectiveUntil }) => {
    const { zh, en } = lengthInWords(length, unit);
    return `${effectiveUntil} 前 ${zh}<br>before: ${en}`;
  });
  return [rule.effectiveFrom, ...older].join('<br>');
}

function row(rule: Rule): string {
  const span = `${rule.start.zh} → ${rule.stop.zh}<br>${rule.start.en} → ${rule.stop.en}`;
  const law = [both(citationOf(rule)), lengthCell(rule), span, moves(rule)];
  const cells = [...law, both(NATURES[rule.nature]), both(rule.expiry), since(rule), rule.confidence];
  return `| \`${rule.id}\` | ${both(rule.name)} | ${cells.join(' | ')} |`;
}

function area([name, title]: readonly [Rule['area'], string]): string {
  const rows = rules.filter((rule) => rule.area === name).map(row);
  return [`## ${title}`, '', COLUMNS, '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function calendarPart(): string {
  const lines = notices.map(({ year, number, publishedOn, source, makeUp }) => {
    return `- ${year}：[${number}](${source})，${publishedOn}；调休上班 make-up days: ${makeUp.join(', ')}`;
  });
  const later = '未收录年份的日期为暂定（provisional）；联合速调中心发布该年放假通知后，各机关据以重新计算。';
  return ['## 工作日历 · Working calendar', '', ...lines, '', later].join('\n');
}

function fieldWords(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, { label, required, of }]) => {
      const inner = of ? ` { ${fieldWords(of)} }` : '';
      return `\`${name}\`${required ? '*' : ''} ${label.zh}${inner}`;
    })
    .join('；');
}

function calculatorPart(): string {
  const lines = Object.entries(calculators).map(([id, { name, fields }]) => {
    return `- \`${id}\` ${name.zh} · ${name.en}: ${fieldWords(fields)}`;
  });
  const head =
    '金额一律为整数“分”，带 * 的必填。Money is whole fen, a star marks what is needed. ' +
    '`npm run law -- calcs`, `npm run law -- calc <name> --help`';
  return ['## 计算器 · Calculators', '', head, '', ...lines].join('\n');
}

const ASKING = `## 提问 · Asking

\`npm run law -- --help\`；\`npm run law -- --json\` 逐行读 JSON，每行必有一行回答，次序不变；出错的行回答
\`{ "error": { "code", "field", "zh", "en" } }\`，空行、坏 JSON、超过 1 MiB 的行也一样。
Every line is answered by one line, in order; what is wrong is named by its field, and the process goes on.

- **日期 Days**：\`2026-08-18\`、\`2026/8/18\`、\`2026.8.18\`、\`2026年8月18日\`、\`20260818\`、全角数字、时刻（取北京时间的那一天）；
  年在前且为四位，\`3/5/26\` 不收。Year first and in four digits; an instant is its day in Shanghai.
- **金额 Money**：数字即整数“分”，小数、负数不收；文本须带“元”或“¥”（\`"8,400.00元"\`），只有数字的文本不收，因为分不清元和分。
  A number is whole fen; text has to say yuan, since bare digits in quotes could be either.
- **其他数 Other numbers**：不加引号，最多六位小数。**是否 Flags**：只收 \`true\`、\`false\`。\`null\` 视为没有给。
- **编号 Names**：\`arb-award\`、\`arbAward\`、\`arb_award\` 和唯一的中文名称均可；写错的会提示相近的。
  Spelling of a name is free as long as only one thing is called so.`;

/** The page as it has to be: what is written in docs/ is compared with it. */
export function registerPage(): string {
  const count = `${rules.length} 条 · ${rules.length} lines`;
  const ignored = ['<!-- prettier-ignore-start -->', ...AREAS.map(area), calendarPart(), calculatorPart(), ASKING];
  return [HEAD, count, ...ignored, '<!-- prettier-ignore-end -->', ''].join('\n\n').replace(/\n+$/, '\n');
}

export function storedPage(): string {
  return readFileSync(PAGE, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, registerPage());
