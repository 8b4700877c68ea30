import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

/** One file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked, in bytes. */
  readonly size: number;
  /** The unpacked content. */
  content(): Buffer;
}

const signatures = { end: 0x06054b50, entry: 0x02014b50 };

/** The entries of a zip archive (no zip64, stored or deflated), in the order of its directory. */
export async function readZip(path: string): Promise<readonly ZipEntry[]> {
  const zip = await readFile(path);
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== signatures.end) end--;
  if (end < 0) throw new Error(`${path} is not a zip archive.`);

  const entries: ZipEntry[] = [];
  let offset = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(offset) !== signatures.entry) throw new Error(`The directory of ${path} is broken.`);
    const nameLength = zip.readUInt16LE(offset + 28);
    entries.push(entryAt(zip, offset, nameLength));
    offset += 46 + nameLength + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return entries;
}

function entryAt(zip: Buffer, offset: number, nameLength: number): ZipEntry {
  const isDeflated = zip.readUInt16LE(offset + 10) === 8;
  const packedSize = zip.readUInt32LE(offset + 20);
  const local = zip.readUInt32LE(offset + 42);
  return {
    name: zip.toString('utf8', offset + 46, offset + 46 + nameLength),
    size: zip.readUInt32LE(offset + 24),
    content: () => {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + packedSize);
      return isDeflated ? inflateRawSync(packed) : packed;
    },
  };
}
