import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './testing.ts';
import { defaultLimits, openZip, unpack } from './zip.ts';
import { deflated, stored, writeZip } from './zip-writing.ts';

const codeOf = async (bytes: Uint8Array, limits = defaultLimits) =>
  (
    await refusalOf(
      (async () => {
        for (const entry of openZip(bytes, limits)) await unpack(bytes, entry);
      })(),
    )
  )?.code;

const text = new TextEncoder();
const find = (bytes: Uint8Array, signature: number) => {
  const view = new DataView(bytes.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== signature) at++;
  return { view, at };
};
/** Offsets in the directory entry: packed size 20, size 24, check sum 16, flags 8, method 10. */
const changed = (bytes: Uint8Array, offset: number, value: number) => {
  const copy = bytes.slice();
  const { view, at } = find(copy, 0x02014b50);
  view.setUint32(at + offset, value, true);
  return copy;
};

describe('an archive', () => {
  it('gives back what was put in, packed or not', async () => {
    const long = '工资'.repeat(10_000);
    const bytes = writeZip([stored('一.txt', 'abc'), await deflated('b/c.xml', long)]);
    const entries = openZip(bytes);
    expect(entries.map((entry) => entry.name)).toEqual(['一.txt', 'b/c.xml']);
    expect(await Promise.all(entries.map((entry) => unpack(bytes, entry)))).toEqual([
      text.encode('abc'),
      text.encode(long),
    ]);
    expect(bytes.length).toBeLessThan(1000);
  });

  it('is refused before unpacking for what its directory announces', async () => {
    const part = await deflated('bomb', new Uint8Array(5 << 20));
    const bytes = writeZip([part]);
    expect(bytes.length).toBeLessThan(10_000);
    expect(() => openZip(bytes)).toThrow(expect.objectContaining({ code: 'UNPACKED_TOO_LARGE' }));
    const many = writeZip(Array.from({ length: 2001 }, (_, index) => stored(`${index}`, '')));
    expect(() => openZip(many)).toThrow(expect.objectContaining({ code: 'UNPACKED_TOO_LARGE' }));
    const sizes = writeZip(
      Array.from({ length: 20 }, (_, index) => ({ ...part, rawName: text.encode(`${index}`), size: 4 << 20 })),
    );
    expect(() => openZip(sizes)).toThrow(expect.objectContaining({ code: 'UNPACKED_TOO_LARGE' }));
  });

  it('is stopped while unpacking when its directory lies', async () => {
    const bytes = writeZip([await deflated('bomb', new Uint8Array(50 << 20))]);
    const small = changed(bytes, 24, 1000);
    const roomy = { ...defaultLimits, ratio: Infinity };
    const [lying, honest]: [number[], number[]] = [[], []];
    for (let times = 0; times < 3; times += 1) {
      const start = performance.now();
      expect(await codeOf(small)).toBe('WORKBOOK_DAMAGED');
      lying.push(performance.now() - start);
      expect(await codeOf(bytes, roomy)).toBeUndefined();
      honest.push(performance.now() - start - lying.at(-1)!);
    }
    expect(Math.min(...lying)).toBeLessThan(Math.min(...honest) / 3);
  });

  it('is refused when a single byte has changed', async () => {
    const bytes = writeZip([await deflated('a', '6000.00'.repeat(50))]);
    expect(await codeOf(changed(bytes, 16, 12345))).toBe('WORKBOOK_DAMAGED');
    expect(await codeOf(changed(bytes, 24, 351))).toBe('WORKBOOK_DAMAGED');
    expect(await codeOf(changed(bytes, 20, 1_000_000))).toBe('WORKBOOK_DAMAGED');
    expect(await codeOf(changed(bytes, 10, 99))).toBe('WORKBOOK_DAMAGED');
  });

  it('is refused when it was cut off, has a password, or the same name twice', async () => {
    const bytes = writeZip([stored('a', 'abc')]);
    expect(await codeOf(bytes.slice(0, -1))).toBe('WORKBOOK_DAMAGED');
    expect(await codeOf(bytes.slice(0, 40))).toBe('WORKBOOK_DAMAGED');
    expect(await codeOf(changed(bytes, 8, 1))).toBe('FILE_ENCRYPTED');
    expect(await codeOf(writeZip([stored('a', ''), stored('a', '')]))).toBe('WORKBOOK_DAMAGED');
    expect(await codeOf(new Uint8Array(0))).toBe('WORKBOOK_DAMAGED');
  });

  it('may have a comment behind its directory', async () => {
    const bytes = writeZip([stored('a', 'abc')]);
    const commented = new Uint8Array([...bytes, ...text.encode('hello')]);
    const { view, at } = find(commented, 0x06054b50);
    view.setUint16(at + 20, 5, true);
    expect(await codeOf(commented)).toBeUndefined();
  });

  it('may use the wide records of large archives', async () => {
    const bytes = widened(writeZip([stored('a', 'abc')]));
    const [entry] = openZip(bytes);
    expect(await unpack(bytes, entry!)).toEqual(text.encode('abc'));
  });
});

/** The same archive, with its sizes in the 64-bit extra field and its directory found by the 64-bit record. */
function widened(bytes: Uint8Array): Uint8Array {
  const { view, at: entry } = find(bytes, 0x02014b50);
  const { at: end } = find(bytes, 0x06054b50);
  const extra = new DataView(new ArrayBuffer(20));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 16, true);
  extra.setBigUint64(4, BigInt(view.getUint32(entry + 24, true)), true);
  extra.setBigUint64(12, BigInt(view.getUint32(entry + 20, true)), true);
  const directory = new Uint8Array([...bytes.slice(entry, end), ...new Uint8Array(extra.buffer)]);
  const fields = new DataView(directory.buffer);
  fields.setUint32(20, 0xffffffff, true);
  fields.setUint32(24, 0xffffffff, true);
  fields.setUint16(30, 20, true);
  const record = new DataView(new ArrayBuffer(56 + 20));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(4, 44n, true);
  record.setBigUint64(32, 1n, true);
  record.setBigUint64(40, BigInt(directory.length), true);
  record.setBigUint64(48, BigInt(entry), true);
  record.setUint32(56, 0x07064b50, true);
  record.setBigUint64(64, BigInt(entry + directory.length), true);
  const tail = bytes.slice(end);
  new DataView(tail.buffer).setUint32(16, 0xffffffff, true);
  return new Uint8Array([...bytes.slice(0, entry), ...directory, ...new Uint8Array(record.buffer), ...tail]);
}
