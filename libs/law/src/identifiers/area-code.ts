import { parseDay, type PlainDate } from '../day.ts';
import { halfWidth, misread, type Reading, type Warning } from './reading.ts';
import { shown } from '../shown.ts';

/** One administrative area (行政区划, GB/T 2260). Areas are abolished and renamed, so each row has its time. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly from?: PlainDate;
  /** First day on which it no longer exists. */
  readonly until?: PlainDate;
}

const PROVINCES =
  '11北京市 12天津市 13河北省 14山西省 15内蒙古自治区 21辽宁省 22吉林省 23黑龙江省 31上海市 32江苏省 33浙江省 ' +
  '34安徽省 35福建省 36江西省 37山东省 41河南省 42湖北省 43湖南省 44广东省 45广西壮族自治区 46海南省 50重庆市 ' +
  '51四川省 52贵州省 53云南省 54西藏自治区 61陕西省 62甘肃省 63青海省 64宁夏回族自治区 65新疆维吾尔自治区 ' +
  '71台湾省 81香港特别行政区 82澳门特别行政区 83台湾居民居住证';

const provinces: readonly Area[] = PROVINCES.split(' ').map((entry) => ({
  code: `${entry.slice(0, 2)}0000`,
  name: entry.slice(2),
}));

/** Areas known by name: all provinces, and the city the examples live in. A district adds its own rows. */
export const areas: readonly Area[] = [
  ...provinces,
  { code: '520100', name: '贵阳市' },
  { code: '520102', name: '南明区' },
  { code: '520103', name: '云岩区' },
  { code: '520111', name: '花溪区' },
  { code: '520112', name: '乌当区' },
  { code: '520113', name: '白云区' },
  { code: '520114', name: '小河区', until: '2012-11-15' },
  { code: '520115', name: '观山湖区', from: '2012-11-15' },
  { code: '520121', name: '开阳县' },
  { code: '520122', name: '息烽县' },
  { code: '520123', name: '修文县' },
  { code: '520181', name: '清镇市' },
];

function standsOn(area: Area, on: PlainDate | undefined): boolean {
  if (on === undefined) return true;
  const day = parseDay(on, 'on');
  const begun = area.from === undefined || parseDay(area.from, 'from') <= day;
  return begun && (area.until === undefined || day < parseDay(area.until, 'until'));
}

/** The area of a six-digit code, on a day if one is given. */
export function findArea(code: string, on?: PlainDate, list: readonly Area[] = areas): Area | undefined {
  return list.find((area) => area.code === code && standsOn(area, on));
}

/** The area above: prefix with zeros; nothing above a province. */
export function parentArea(code: string): string | undefined {
  if (code.endsWith('0000')) return undefined;
  return code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

export function isProvince(prefix: string): boolean {
  return provinces.some((area) => area.code.startsWith(prefix));
}

export type AreaLevel = 'province' | 'prefecture' | 'county' | 'town' | 'village';

function levelOf(code: string): AreaLevel {
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'town';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

function warningsOf(county: string, on: PlainDate | undefined, list: readonly Area[]): Warning[] {
  if (findArea(county, on, list)) return [];
  if (findArea(county, undefined, list)) {
    const zh = `${county} 在 ${on} 不是有效区划（已撤销或者尚未设立）。`;
    return [{ code: 'AREA_NOT_ON_DAY', zh, en: `${county} did not exist as an area on ${on}.` }];
  }
  return [{ code: 'AREA_NOT_LISTED', zh: `区划代码 ${county} 未收录。`, en: `The area code ${county} is not listed.` }];
}

/** Reads a code of 6 (county), 9 (town) or 12 digits (village). An unknown county is a warning, never a refusal. */
export function readAreaCode(
  text: string,
  on?: PlainDate,
  list: readonly Area[] = areas,
): Reading<{ readonly level: AreaLevel; readonly name?: string }> {
  const code = halfWidth(text);
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(code)) {
    return misread('AREA_FORMAT', {
      zh: `“${shown(text, 20)}”不是区划代码；应为 6、9 或 12 位数字。`,
      en: `"${shown(text, 20)}" is no area code; it has 6, 9 or 12 digits.`,
    });
  }
  if (!isProvince(code.slice(0, 2))) {
    return misread('AREA_PROVINCE', {
      zh: `没有以 ${code.slice(0, 2)} 开头的省级区划；请核对。`,
      en: `No province begins with ${code.slice(0, 2)}; check the code.`,
    });
  }
  const county = code.slice(0, 6);
  const name = findArea(county, on, list)?.name;
  return {
    ok: true,
    value: code,
    level: levelOf(code),
    ...(name === undefined ? {} : { name }),
    warnings: warningsOf(county, on, list),
  };
}
