import { crc32 } from './crc32.ts';
import { packedBytes, type ZipEntry } from './zip.ts';

/** One file on its way into an archive: already packed, with the figures of its content. */
export interface PackedPart {
  rawName: Uint8Array;
  flags: number;
  method: number;
  time: number;
  crc: number;
  size: number;
  packed: Uint8Array;
}

/** Bit 3 announces sizes after the data; bit 11 says that the name is UTF-8. */
const sizesFollow = 8;
const utf8Name = 0x0800;
/** 1980-01-01, the first day of the format: archives made here do not depend on a clock. */
const firstDay = 0x00210000;

/** An entry of another archive, byte for byte. */
export function copied(bytes: Uint8Array, entry: ZipEntry): PackedPart {
  return { ...entry, flags: entry.flags & ~sizesFollow, packed: packedBytes(bytes, entry) };
}

export function stored(name: string, content: string | Uint8Array): PackedPart {
  const packed = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const rawName = new TextEncoder().encode(name);
  return { rawName, flags: utf8Name, method: 0, time: firstDay, crc: crc32(packed), size: packed.length, packed };
}

export async function deflated(name: string, content: string | Uint8Array): Promise<PackedPart> {
  const part = stored(name, content);
  const stream = new Blob([part.packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return { ...part, method: 8, packed: new Uint8Array(await new Response(stream).arrayBuffer()) };
}

export function writeZip(parts: readonly PackedPart[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const local = [header(0x04034b50, 26, part), tail(part, [0]), part.rawName, part.packed];
    directory.push(directoryHeader(part), tail(part, [0, 0, 0, 0, 0, 0]), number32(offset), part.rawName);
    pieces.push(...local);
    offset += length(local);
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, parts.length, true);
  end.setUint16(10, parts.length, true);
  end.setUint32(12, length(directory), true);
  end.setUint32(16, offset, true);
  return joined([...pieces, ...directory, new Uint8Array(end.buffer)]);
}

/** The fields from `version needed` to `size`, which both headers share. */
function header(signature: number, size: number, part: PackedPart): Uint8Array {
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, signature, true);
  const at = size - 22;
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, part.flags, true);
  view.setUint16(at + 4, part.method, true);
  view.setUint32(at + 6, part.time, true);
  view.setUint32(at + 10, part.crc, true);
  view.setUint32(at + 14, part.packed.length, true);
  view.setUint32(at + 18, part.size, true);
  return new Uint8Array(view.buffer);
}

function directoryHeader(part: PackedPart): Uint8Array {
  const bytes = header(0x02014b50, 28, part);
  bytes[4] = 20;
  return bytes;
}

/** Length of the name, then the fields of two bytes that stay empty: extra field, comment, disk, attributes. */
function tail(part: PackedPart, empty: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 2 * empty.length));
  view.setUint16(0, part.rawName.length, true);
  return new Uint8Array(view.buffer);
}

function number32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return new Uint8Array(view.buffer);
}

const length = (pieces: readonly Uint8Array[]) => pieces.reduce((sum, piece) => sum + piece.length, 0);

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(length(pieces));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
