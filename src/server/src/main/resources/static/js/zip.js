/** Writes zip files, without compressing: for the parts of a shapefile, and for workbooks. */

const CRC_TABLE = Uint32Array.from({length: 256}, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) {
    c = c & 1 ? 0xEDB88320 ^ (c >>> 1) : c >>> 1;
  }
  return c >>> 0;
});

export function crc32(bytes) {
  let crc = 0xFFFFFFFF;
  for (const byte of bytes) {
    crc = CRC_TABLE[(crc ^ byte) & 0xFF] ^ (crc >>> 8);
  }
  return (crc ^ 0xFFFFFFFF) >>> 0;
}

/** Little-endian numbers of two and four bytes: `[2, value], [4, value], …`. */
function numbers(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) {
      view.setUint16(at, value, true);
    } else {
      view.setUint32(at, value, true);
    }
    at += size;
  }
  return new Uint8Array(view.buffer);
}

const UTF8_NAMES = 0x800;
/** The first day that a zip file can tell: no file here has a time of its own. */
const NO_TIME = [[2, 0], [2, 33]];

/**
 * @param {{name: string, content: Uint8Array}[]} files smaller than 4 GB together
 * @returns {Blob}
 */
export function zip(files, type = 'application/zip') {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const {name, content} of files) {
    const path = new TextEncoder().encode(name);
    const common = [[2, 20], [2, UTF8_NAMES], [2, 0], ...NO_TIME, [4, crc32(content)], [4, content.length], [4, content.length],
      [2, path.length], [2, 0]];
    const head = numbers([4, 0x04034B50], ...common);
    directory.push(numbers([4, 0x02014B50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), path);
    parts.push(head, path, content);
    offset += head.length + path.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([4, 0x06054B50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end], {type});
}
