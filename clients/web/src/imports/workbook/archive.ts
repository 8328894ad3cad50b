// Reads the parts of a zip archive, which a workbook is: the list at its end, and each part through
// the browser's own decompressor, bounded and checked against its checksum.
import { limits, WorkbookProblem } from "./problem.ts";

const END = 0x06054b50;
const END_BYTES = 22;
const END_SEARCHED_BYTES = END_BYTES + 0xffff;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const PART = 0x04034b50;
const PART_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
// A size of all ones stands in the extra field with this number.
const EXTRA_64 = 1;
const ALL_ONES_32 = 0xffffffff;
const PIECE_BYTES = 256 * 1024;

interface Entry {
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

async function viewOf(file: Blob, from: number, to: number): Promise<DataView> {
  if (from < 0 || to > file.size || from > to) throw new WorkbookProblem("damaged");
  return new DataView(await file.slice(from, to).arrayBuffer());
}

/** Where the list of parts begins and ends. */
async function listBounds(file: Blob): Promise<{ from: number; to: number }> {
  const begin = Math.max(0, file.size - END_SEARCHED_BYTES);
  const tail = await viewOf(file, begin, file.size);
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) throw new WorkbookProblem("damaged");
  const size = tail.getUint32(at + 12, true);
  const from = tail.getUint32(at + 16, true);
  if (size !== ALL_ONES_32 && from !== ALL_ONES_32) return { from, to: from + size };
  const locatorAt = begin + at - LOCATOR_64_BYTES;
  const locator = await viewOf(file, locatorAt, locatorAt + LOCATOR_64_BYTES);
  if (locator.getUint32(0, true) !== LOCATOR_64) throw new WorkbookProblem("damaged");
  const endAt = Number(locator.getBigUint64(8, true));
  const end = await viewOf(file, endAt, endAt + END_64_BYTES);
  if (end.getUint32(0, true) !== END_64) throw new WorkbookProblem("damaged");
  const from64 = Number(end.getBigUint64(48, true));
  return { from: from64, to: from64 + Number(end.getBigUint64(40, true)) };
}

/** The sizes that did not fit into their places, in the order in which they are asked for. */
function* sizes64(view: DataView, at: number, end: number): Generator<number, number> {
  while (at + 4 <= end) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === EXTRA_64) {
      for (let word = at + 4; word + 8 <= at + 4 + length; word += 8) {
        yield Number(view.getBigUint64(word, true));
      }
    }
    at += 4 + length;
  }
  return 0;
}

function entryAt(view: DataView, at: number): { name: string; entry: Entry; next: number } {
  if (view.getUint32(at, true) !== ENTRY) throw new WorkbookProblem("damaged");
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const further = sizes64(view, nameEnd, extraEnd);
  const size = (place: number) => {
    const own = view.getUint32(at + place, true);
    return own === ALL_ONES_32 ? further.next().value : own;
  };
  const entry = {
    isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    size: size(24),
    packed: size(20),
    at: size(42),
  };
  const bytes = new Uint8Array(view.buffer, at + ENTRY_BYTES, nameEnd - at - ENTRY_BYTES);
  const name = new TextDecoder().decode(bytes);
  return { name, entry, next: extraEnd + view.getUint16(at + 32, true) };
}

/** A zip archive whose parts are read one after the other. */
export class Archive {
  private unpacked = 0;

  private constructor(
    private readonly file: Blob,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(file: Blob): Promise<Archive> {
    const { from, to } = await listBounds(file);
    const view = await viewOf(file, from, to);
    const entries = new Map<string, Entry>();
    try {
      for (let at = 0; at < view.byteLength;) {
        const { name, entry, next } = entryAt(view, at);
        entries.set(name.toLowerCase(), entry);
        if (entries.size > limits.parts) throw new WorkbookProblem("unpacksTooLarge");
        at = next;
      }
    } catch (error) {
      throw error instanceof RangeError ? new WorkbookProblem("damaged") : error;
    }
    return new Archive(file, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /**
   * The bytes of a part. `onRead` hears the share of it that was read; refuses to unpack more than
   * `most` of it, and more than the limit of all parts together.
   */
  async *read(
    name: string,
    most: number = limits.unpackedBytes,
    onRead: (share: number) => void = () => {},
  ): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry || ![STORED, DEFLATED].includes(entry.method)) throw new WorkbookProblem("damaged");
    if (entry.isEncrypted) throw new WorkbookProblem("protected");
    if (entry.size > most) throw new WorkbookProblem("unpacksTooLarge");
    const head = await viewOf(this.file, entry.at, entry.at + PART_BYTES);
    if (head.getUint32(0, true) !== PART) throw new WorkbookProblem("damaged");
    const from =
      entry.at + PART_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
    const pieces = this.pieces(from, entry.packed, onRead);
    let crc = 0;
    let size = 0;
    for await (const bytes of entry.method === STORED ? pieces : inflated(pieces)) {
      size += bytes.length;
      this.unpacked += bytes.length;
      if (size > most || this.unpacked > limits.unpackedBytes) {
        throw new WorkbookProblem("unpacksTooLarge");
      }
      crc = crcOf(bytes, crc);
      yield bytes;
    }
    if (crc !== entry.checksum) throw new WorkbookProblem("damaged");
  }

  private async *pieces(
    from: number,
    size: number,
    onRead: (share: number) => void,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (let done = 0; done < size; done += PIECE_BYTES) {
      const end = Math.min(done + PIECE_BYTES, size);
      const view = await viewOf(this.file, from + done, from + end);
      onRead(end / size);
      yield new Uint8Array(view.buffer as ArrayBuffer);
    }
  }
}

async function* inflated(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array> {
  const inflater = new DecompressionStream("deflate-raw");
  const writer = inflater.writable.getWriter();
  const pump = async () => {
    for await (const piece of pieces) await writer.write(piece);
    await writer.close();
  };
  // What goes wrong there is seen by the reader, too.
  pump().catch(() => {});
  const reader = inflater.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw error instanceof WorkbookProblem ? error : new WorkbookProblem("damaged");
  } finally {
    void reader.cancel().catch(() => {});
  }
}
