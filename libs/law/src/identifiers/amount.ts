import { halfWidth, misread, type Reading } from './reading.ts';
import { shown } from '../shown.ts';

const SCALE: Readonly<Record<string, number>> = { '': 0, 万: 4, 亿: 8 };

/** Reads an amount as people type it: 12,345 · ￥12,345.60 · 1.2万 · full-width digits · 元. Answers whole fen. */
export function readAmount(text: string): Reading<{ readonly fen: number }> {
  const typed = halfWidth(text).replace(/^[¥￥]|^(?:CNY|RMB)|[元圆]整?$/gi, '');
  const parts = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万|亿)?$/.exec(typed);
  if (!parts) {
    return misread('AMOUNT_FORMAT', {
      zh: `“${shown(text, 20)}”不是金额；请写成 12345.60、12,345.60 或者 1.2万。`,
      en: `"${shown(text, 20)}" is no amount; write 12345.60, 12,345.60 or 1.2万.`,
    });
  }
  const places = 2 + (SCALE[parts[3] ?? ''] ?? 0);
  const decimals = (parts[2] ?? '').replace(/0+$/, '');
  if (decimals.length > places) {
    return misread('AMOUNT_PRECISION', {
      zh: `“${shown(text, 20)}”小于一分；金额最多到分。`,
      en: `"${shown(text, 20)}" is finer than a fen.`,
    });
  }
  const fen = Number((parts[1] ?? '').replaceAll(',', '') + decimals.padEnd(places, '0'));
  if (Number.isSafeInteger(fen)) return { ok: true, value: String(fen), fen, warnings: [] };
  return misread('AMOUNT_TOO_LARGE', {
    zh: `“${shown(text, 20)}”超出可以准确表示的范围。`,
    en: `"${shown(text, 20)}" is larger than can be kept exactly.`,
  });
}
