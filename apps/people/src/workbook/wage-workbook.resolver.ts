/**
 * Takes a foreman's wage workbook (工资表) and gives back ids: the people of the rows that are in order are registered,
 * and what comes back names nobody. The file itself is not kept.
 */
import { readWageWorkbook, withFaultColumn, WorkbookRefused, type RowFault, type WageRow } from '@yimen/documents';
import type { Routed } from '@yimen/edge';
import type { Asking } from '@yimen/weave';
import { legalDay } from '@yimen/kernel';
import { keep, type KeptAll } from '../card/registering.resolver.ts';
import { maskedName } from '../card/masks.ts';
import { readPerson } from '../card/told.ts';
import { isOfficer } from '../rights.resolver.ts';

const MOST = 12 << 20;

type Request = Parameters<Routed['handle']>[0];
type Response = Parameters<Routed['handle']>[1];

const tooLarge = {
  code: 'FILE_TOO_LARGE',
  zh: '文件超过 12 MB，没有保存任何内容；请删去图片和无关的工作表，或分成几个文件上传。',
  en: 'The file has more than 12 MB; nothing was stored. Remove pictures and other sheets, or split it.',
};
const forbidden = {
  code: 'FORBIDDEN',
  zh: '您没有登记人员的权限，没有保存任何内容。',
  en: 'You may not register people; nothing was stored.',
};

const refuse = (response: Response, status: number, error: object) => void response.status(status).json({ error });

/** The bytes; undefined once they are more than is taken, however much is still to come. */
async function bytesOf(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Who is still sending would not read the answer if the line were cut, so the rest is let through, up to a point. */
function letThrough(request: Request): void {
  let left = 5 * MOST;
  request.on('data', ({ byteLength }: Uint8Array) => {
    left -= byteLength;
    if (left < 0) request.destroy();
  });
  request.resume();
}

function yearOf(query: Request['query']): { year?: number } {
  const year = Number(query['year']);
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? { year } : {};
}

interface Good {
  readonly row: WageRow;
  readonly personId: string;
}

/** Registers the rows; one whose number is registered under another name becomes a fault, the others are kept. */
async function registered(asking: Asking, rows: readonly WageRow[]): Promise<{ good: Good[]; faults: RowFault[] }> {
  const today = legalDay(asking.now());
  const read = rows.map((row) => ({ row, read: readPerson(row, today) }));
  const cards = read.flatMap(({ row, read: one }) => ('card' in one ? [{ row, card: one.card }] : []));
  const faults = read.flatMap(({ row, read: one }) =>
    'faults' in one ? one.faults.map((fault) => faultOf(row, fault)) : [],
  );
  const first = await keep(
    asking,
    cards.map(({ card }) => card),
  );
  const others = new Set(first.differing.map(({ at }) => at));
  const left = cards.filter((_, at) => !others.has(at));
  const { ids }: KeptAll =
    others.size > 0
      ? await keep(
          asking,
          left.map(({ card }) => card),
        )
      : first;
  const differing = cards.filter((_, at) => others.has(at)).map(({ row }) => faultOf(row, differs));
  return {
    good: left.map(({ row }, at) => ({ row, personId: ids[at] ?? '' })),
    faults: [...faults, ...differing].sort((one, other) => one.row - other.row),
  };
}

const differs = {
  zh: '该身份证号已登记在另一姓名下，请核对姓名和身份证号',
  en: 'This ID number is registered under another name; compare name and number',
};
const faultOf = ({ row }: WageRow, { zh, en }: { zh: string; en: string }): RowFault => ({
  ...{ row, column: 'A', code: 'PERSON', zh, en },
});

function lineOf({ row: { row, name, months, fen }, personId }: Good) {
  const worked = months.filter((month) => month.fen > 0).map(({ month }) => month);
  const [from = '', to = ''] = [worked[0], worked.at(-1)];
  return { row, personId, maskedName: maskedName(name), from, to, fen };
}

const nothingOwed = (rows: readonly number[]) => ({
  zh: `第 ${rows.join('、')} 行没有欠薪金额，未列入。`,
  en: `Rows ${rows.join(', ')} owe nothing and were left out.`,
});

async function answer(asking: Asking, bytes: Uint8Array, options: { year?: number }) {
  const sheet = await readWageWorkbook(bytes, { ...options, maxBytes: MOST });
  const owed = sheet.rows.filter(({ fen }) => fen > 0);
  const idle = sheet.rows.filter(({ fen }) => fen === 0).map(({ row }) => row);
  const { good, faults: more } = await registered(asking, owed);
  const faults = [...sheet.faults, ...more].sort((one, other) => one.row - other.row);
  const rows = good.map(lineOf);
  return {
    rows,
    people: new Set(rows.map(({ personId }) => personId)).size,
    total: rows.reduce((total, { fen }) => total + fen, 0),
    statedTotal: sheet.statedTotal ?? null,
    // What stands in the cell may be personal data; the clerk has it in the workbook.
    faults: faults.map(({ row, column, code, zh, en }) => ({ row, column, code, zh, en })),
    faultedWorkbook: faults.length > 0 ? Buffer.from(await withFaultColumn(bytes, faults)).toString('base64') : null,
    warnings: [...sheet.warnings.map(({ zh, en }) => ({ zh, en })), ...(idle.length > 0 ? [nothingOwed(idle)] : [])],
  };
}

export const wageWorkbook: Routed = {
  method: 'post',
  path: '/files/wage-workbook',
  async handle(request, response, asking) {
    if (!isOfficer(asking)) return refuse(response, 403, forbidden);
    const bytes = await bytesOf(request);
    if (!bytes) {
      letThrough(request);
      return refuse(response, 413, tooLarge);
    }
    try {
      response.json(await answer(asking, bytes, yearOf(request.query)));
    } catch (error) {
      if (!(error instanceof WorkbookRefused)) throw error;
      const { code, zh, en } = error;
      refuse(response, code === 'FILE_TOO_LARGE' ? 413 : 422, { code, zh, en });
    }
  },
};
