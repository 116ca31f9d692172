import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readWageWorkbook, withFaultColumn } from './index.ts';
import { sampleWageWorkbook } from './sample-workbook.ts';
import { bookOf, head, partsOf, refusalOf, worker } from './testing.ts';
import { stored, writeZip } from './zip-writing.ts';

/** `FUZZ=20` tries twenty times as much. */
const runs = (count: number) => count * Number(process.env['FUZZ'] ?? 1);

const signatures = ['', 'PK\x03\x04', 'PK\x05\x06', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '<?xml '];

interface Change {
  at: number;
  value: number;
}
const changes = fc.array(fc.record({ at: fc.nat(), value: fc.nat(255) }), { minLength: 1, maxLength: 8 });

function corrupted(bytes: Uint8Array, list: readonly Change[]): Uint8Array {
  const copy = bytes.slice();
  for (const { at, value } of list) copy[at % copy.length] = value;
  return copy;
}

describe('whatever is uploaded', () => {
  it('random bytes are refused', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 400 }), async (start, rest) => {
        const bytes = new Uint8Array([...Array.from(start, (char) => char.charCodeAt(0)), ...rest]);
        expect(await refusalOf(readWageWorkbook(bytes))).toBeDefined();
      }),
      { numRuns: runs(300) },
    ));

  it('a workbook with changed or missing bytes is read as it was, or refused', async () => {
    const bytes = await sampleWageWorkbook();
    const { total } = await readWageWorkbook(bytes);
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), fc.boolean(), async (list, length, cut) => {
        const broken = corrupted(cut ? bytes.slice(0, (length % bytes.length) + 1) : bytes, list);
        const read = async () => expect((await readWageWorkbook(broken)).total).toBe(total);
        await refusalOf(read());
      }),
      { numRuns: runs(80) },
    );
  }, 1_200_000);

  it('a sound archive of unsound parts is read or refused, and nothing else', async () => {
    const parts = await partsOf(await sampleWageWorkbook({ variant: 'faults' }));
    const names = [
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
      'xl/styles.xml',
      '_rels/.rels',
    ];
    const snippets = [
      '<',
      '>',
      '/',
      '"',
      '<c>',
      '</row>',
      '<row r="7">',
      '<f>',
      '&',
      't="s"',
      '999999999999',
      '<!--',
      '\u0000',
      '-1',
      'NaN',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(fc.record({ at: fc.nat(), remove: fc.nat(40), insert: fc.constantFrom('', ...snippets) }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (name, edits) => {
          const broken = edits.reduce((xml, { at, remove, insert }) => {
            const place = at % (xml.length + 1);
            return xml.slice(0, place) + insert + xml.slice(place + remove);
          }, parts[name]!);
          const archive = Object.entries({ ...parts, [name]: broken }).map(([part, xml]) => stored(part, xml));
          await refusalOf(roundTrip(writeZip(archive)));
        },
      ),
      { numRuns: runs(100) },
    );
  }, 1_200_000);

  it('a table of any values is read row by row, and goes out and in again unchanged', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(
        null,
        '合计',
        '小计',
        '姓名',
        '身份证号',
        '6月',
        '1.2万',
        '(5)',
        '𠮷',
        '520115199001010011',
        '=1',
        '：',
      ),
      fc.date({ noInvalidDate: true }),
      fc.record({
        formula: fc.constantFrom('SUM(A1:A2)', '1/0'),
        result: fc.double({ noNaN: true, noDefaultInfinity: true }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(value, { maxLength: 6 }), { maxLength: 8 }), async (rows) => {
        expect(await refusalOf(roundTrip(await bookOf([head, worker(1), ...rows])))).toBeUndefined();
      }),
      { numRuns: runs(50) },
    );
  }, 1_200_000);
});

/** What is read must add up, and say the same after the faults were written into it. */
async function roundTrip(bytes: Uint8Array): Promise<void> {
  const sheet = await readWageWorkbook(bytes);
  const faulty = new Set(sheet.faults.map((fault) => fault.row));
  expect(sheet.rows.filter((row) => faulty.has(row.row))).toEqual([]);
  expect(sheet.rows.reduce((sum, row) => sum + row.fen, 0)).toBe(sheet.total);
  expect(Number.isSafeInteger(sheet.total)).toBe(true);
  const again = await readWageWorkbook(await withFaultColumn(bytes, sheet.faults));
  expect({ ...again, warnings: [] }).toEqual({ ...sheet, warnings: [] });
}
