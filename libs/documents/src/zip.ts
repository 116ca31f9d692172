import { crc32 } from './crc32.ts';
import { damaged, WorkbookRefused } from './refusal.ts';

/** One file inside the archive, as its central directory describes it. Sizes and offsets are bytes. */
export interface ZipEntry {
  name: string;
  rawName: Uint8Array;
  flags: number;
  method: number;
  time: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Where the packed data begins in the archive. */
  start: number;
}

export interface ZipLimits {
  entries: number;
  /** Bytes of all entries together once unpacked. */
  unpacked: number;
  /** Unpacked bytes for one packed byte. */
  ratio: number;
}

/** A wage table of 5,000 rows unpacks to about 6 MB, at a ratio below 20. */
export const defaultLimits: ZipLimits = { entries: 2000, unpacked: 64 << 20, ratio: 100 };

/** Small archives may pack better than the ratio allows: a blank sheet is almost nothing. */
const ratioMatters = 4 << 20;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const locator64 = 0x07064b50;
const endOfDirectory64 = 0x06064b50;
const encrypted = 1;

/**
 * Reads the central directory and nothing else: a zip bomb (压缩炸弹) is refused for what it says it would become. What
 * it does not say is caught by `unpack`, which never writes more than was announced.
 */
export function openZip(bytes: Uint8Array, limits = defaultLimits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory.count > limits.entries) throw tooLarge();
  const entries: ZipEntry[] = [];
  let at = directory.start;
  for (let i = 0; i < directory.count; i++) {
    const { entry, next } = readEntry(view, at, directory.end);
    entries.push(entry);
    at = next;
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = Math.max(bytes.byteLength, 1);
  if (unpacked > limits.unpacked) throw tooLarge();
  if (unpacked > ratioMatters && unpacked > limits.ratio * packed) throw tooLarge();
  if (new Set(entries.map((entry) => entry.name)).size < entries.length) throw damaged('目录有重名');
  return entries;
}

function tooLarge(): WorkbookRefused {
  return new WorkbookRefused('UNPACKED_TOO_LARGE', {
    zh: '文件解压后过大，疑似压缩炸弹，已拒绝打开。请只保留工资表所在的工作表，另存为新的 .xlsx 文件后重新上传。',
    en: 'The file would unpack to far too much and was not opened. Keep only the wage sheet, save it as a new .xlsx.',
  });
}

interface Directory {
  start: number;
  end: number;
  count: number;
}

function findDirectory(view: DataView): Directory {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  const wide = count === 0xffff || size === 0xffffffff || start === 0xffffffff;
  const directory = wide ? findWideDirectory(view, end) : { start, end: start + size, count };
  const reachesEnd = wide || directory.end === end;
  if (directory.start > directory.end || directory.end > end || !reachesEnd) throw damaged('压缩目录', 'directory');
  return directory;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  const first = Math.max(0, last - 0xffff);
  for (let at = last; at >= first; at--) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw damaged('文件不完整，可能没有传完', 'incomplete, perhaps not wholly sent');
}

/** Some writers use the 64-bit records even for small files. */
function findWideDirectory(view: DataView, end: number): Directory {
  if (end < 20 || view.getUint32(end - 20, true) !== locator64) throw damaged('压缩目录', 'directory');
  const record = wide(view, end - 12);
  if (record + 56 > end || view.getUint32(record, true) !== endOfDirectory64) throw damaged('压缩目录', 'directory');
  const start = wide(view, record + 48);
  return { start, end: start + wide(view, record + 40), count: wide(view, record + 32) };
}

function wide(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw damaged('压缩目录', 'directory');
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function readEntry(view: DataView, at: number, end: number): { entry: ZipEntry; next: number } {
  if (at + 46 > end || view.getUint32(at, true) !== directoryEntry) throw damaged('压缩目录', 'directory');
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > end) throw damaged('压缩目录', 'directory');
  const rawName = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameEnd - at - 46);
  const sizes = readSizes(view, at, { from: nameEnd, to: extraEnd });
  const entry = {
    name: new TextDecoder().decode(rawName).replaceAll('\\', '/').replace(/^\//, ''),
    rawName,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    time: view.getUint32(at + 12, true),
    crc: view.getUint32(at + 16, true),
    packedSize: sizes.packedSize,
    size: sizes.size,
    start: findData(view, sizes.offset),
  };
  if (entry.flags & encrypted) throw lockedArchive();
  if (entry.start + entry.packedSize > view.byteLength) throw damaged(entry.name);
  return { entry, next };
}

function lockedArchive(): WorkbookRefused {
  return new WorkbookRefused('FILE_ENCRYPTED', {
    zh: '文件加了密码，无法读取。请去掉密码后重新上传。',
    en: 'The file is protected by a password and cannot be read. Remove the password and upload it again.',
  });
}

/** The 64-bit extra field holds, in this order, only those values that did not fit (APPNOTE 4.5.3). */
function readSizes(view: DataView, at: number, extra: { from: number; to: number }) {
  const sizes = {
    size: view.getUint32(at + 24, true),
    packedSize: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  };
  let field = extra.from;
  while (field + 4 <= extra.to && view.getUint16(field, true) !== 1) field += 4 + view.getUint16(field + 2, true);
  let value = field + 4;
  for (const key of ['size', 'packedSize', 'offset'] as const) {
    if (sizes[key] !== 0xffffffff) continue;
    if (value + 8 > extra.to) throw damaged('压缩目录', 'directory');
    sizes[key] = wide(view, value);
    value += 8;
  }
  return sizes;
}

function findData(view: DataView, offset: number): number {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== localHeader)
    throw damaged('压缩目录', 'directory');
  return offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
}

/** The packed bytes of one entry, as they stand in the archive. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  return bytes.subarray(entry.start, entry.start + entry.packedSize);
}

/** The content of one entry; refused when it is not exactly as long, and not exactly what, the directory says. */
export async function unpack(bytes: Uint8Array, entry: ZipEntry): Promise<Uint8Array> {
  const packed = packedBytes(bytes, entry);
  if (entry.method !== 0 && entry.method !== 8) throw damaged(entry.name);
  const content = entry.method === 0 ? packed : await inflate(packed, entry);
  if (content.byteLength !== entry.size || crc32(content) !== entry.crc) throw damaged(entry.name);
  return content;
}

async function inflate(packed: Uint8Array, entry: ZipEntry): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const content = new Uint8Array(entry.size);
  let length = 0;
  for (;;) {
    const chunk = await reader.read().catch(() => {
      throw damaged(entry.name);
    });
    if (chunk.done) return length === entry.size ? content : content.subarray(0, length);
    if (length + chunk.value.byteLength > entry.size) {
      await reader.cancel().catch(() => undefined);
      throw damaged(entry.name);
    }
    content.set(chunk.value, length);
    length += chunk.value.byteLength;
  }
}
