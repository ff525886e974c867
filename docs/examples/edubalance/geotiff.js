/**
 * Reads the GeoTIFFs that GeoTools and GeoServer write for a coverage: one image, strips or tiles, integers or floats,
 * uncompressed or deflated. Enough to show a result without asking the server for it a second time as a picture.
 */

const TAG = {
  width: 256, height: 257, bits: 258, compression: 259, stripOffsets: 273, samples: 277, rowsPerStrip: 278,
  stripSizes: 279, planar: 284, predictor: 317, tileWidth: 322, tileHeight: 323, tileOffsets: 324, tileSizes: 325,
  sampleFormat: 339, pixelScale: 33550, tiepoint: 33922, transformation: 34264, geoKeys: 34735, noData: 42113,
};
const KEY = {rasterType: 1025, geographicCrs: 2048, projectedCrs: 3072};
const TYPE_SIZE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const MOST_CELLS = 50_000_000;

/**
 * @param {ArrayBuffer} buffer the file
 * @returns {Promise<{width, height, bands: Float64Array[], extent: number[], crs: string}>} bands from the top row
 *     down, NaN where there is no data; extent as minx, miny, maxx, maxy in the CRS
 */
export async function readGeoTiff(buffer) {
  const view = new DataView(buffer);
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) {
    throw new Error('not a TIFF file');
  }
  const tags = readDirectory(view, little);
  const one = (tag, fallback) => tags.get(tag)?.[0] ?? fallback;
  const width = one(TAG.width);
  const height = one(TAG.height);
  if (!(width > 0 && height > 0 && width * height <= MOST_CELLS)) {
    throw new Error('a grid of ' + width + ' × ' + height + ' cells');
  }
  const samples = one(TAG.samples, 1);
  const bands = Array.from({length: samples}, () => new Float64Array(width * height).fill(NaN));
  await readCells(buffer, tags, {width, height, samples, little, bands});
  const noData = Number.parseFloat(tags.get(TAG.noData) ?? 'NaN');
  if (!Number.isNaN(noData)) {
    for (const band of bands) {
      band.forEach((value, i) => {
        if (value === noData) {
          band[i] = NaN;
        }
      });
    }
  }
  const keys = geoKeys(tags.get(TAG.geoKeys) ?? []);
  return {
    width, height, bands,
    extent: extentOf(tags, width, height, keys.get(KEY.rasterType) === 2),
    crs: 'EPSG:' + (keys.get(KEY.projectedCrs) ?? keys.get(KEY.geographicCrs) ?? 4326),
  };
}

function readDirectory(view, little) {
  const tags = new Map();
  let at = view.getUint32(4, little);
  const count = view.getUint16(at, little);
  at += 2;
  for (let i = 0; i < count; i++, at += 12) {
    const tag = view.getUint16(at, little);
    const type = view.getUint16(at + 2, little);
    const n = view.getUint32(at + 4, little);
    const from = (TYPE_SIZE[type] ?? 1) * n <= 4 ? at + 8 : view.getUint32(at + 8, little);
    if (type === 2) {
      tags.set(tag, String.fromCharCode(...new Uint8Array(view.buffer, from, n)).replace(/\0.*$/s, ''));
    } else {
      const read = {
        1: p => view.getUint8(p), 3: p => view.getUint16(p, little), 4: p => view.getUint32(p, little),
        11: p => view.getFloat32(p, little), 12: p => view.getFloat64(p, little),
      }[type];
      if (read) {
        tags.set(tag, Array.from({length: n}, (_, k) => read(from + k * TYPE_SIZE[type])));
      }
    }
  }
  return tags;
}

async function readCells(buffer, tags, image) {
  const {width, height, samples, little, bands} = image;
  const tiled = tags.has(TAG.tileOffsets);
  const blockWidth = tiled ? tags.get(TAG.tileWidth)[0] : width;
  const blockHeight = tiled ? tags.get(TAG.tileHeight)[0] : Math.min(height, tags.get(TAG.rowsPerStrip)?.[0] ?? height);
  const offsets = tags.get(tiled ? TAG.tileOffsets : TAG.stripOffsets);
  const sizes = tags.get(tiled ? TAG.tileSizes : TAG.stripSizes);
  const compression = tags.get(TAG.compression)?.[0] ?? 1;
  if (![1, 8, 32946].includes(compression) || (tags.get(TAG.predictor)?.[0] ?? 1) !== 1) {
    throw new Error('a compression that the viewer does not read (' + compression + ')');
  }
  const bits = tags.get(TAG.bits)?.[0] ?? 1;
  const read = sampleReader(bits, tags.get(TAG.sampleFormat)?.[0] ?? 1, little);
  const across = Math.ceil(width / blockWidth);
  const perBand = across * Math.ceil(height / blockHeight);
  const planar = (tags.get(TAG.planar)?.[0] ?? 1) === 2;
  const step = bits / 8;
  for (let block = 0; block < offsets.length; block++) {
    const data = new DataView(await inflate(buffer.slice(offsets[block], offsets[block] + sizes[block]), compression));
    const inBand = block % perBand;
    const left = (inBand % across) * blockWidth;
    const top = Math.floor(inBand / across) * blockHeight;
    const blockSamples = planar ? 1 : samples;
    for (let y = 0; y < blockHeight && top + y < height; y++) {
      for (let x = 0; x < blockWidth && left + x < width; x++) {
        for (let s = 0; s < blockSamples; s++) {
          const band = bands[planar ? Math.floor(block / perBand) : s];
          band[(top + y) * width + left + x] = read(data, ((y * blockWidth + x) * blockSamples + s) * step);
        }
      }
    }
  }
}

function sampleReader(bits, format, little) {
  const reader = {
    '8,1': (d, p) => d.getUint8(p), '16,1': (d, p) => d.getUint16(p, little), '32,1': (d, p) => d.getUint32(p, little),
    '8,2': (d, p) => d.getInt8(p), '16,2': (d, p) => d.getInt16(p, little), '32,2': (d, p) => d.getInt32(p, little),
    '32,3': (d, p) => d.getFloat32(p, little), '64,3': (d, p) => d.getFloat64(p, little),
  }[bits + ',' + format];
  if (!reader) {
    throw new Error('samples of ' + bits + ' bits');
  }
  return reader;
}

async function inflate(bytes, compression) {
  if (compression === 1) {
    return bytes;
  }
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer();
}

function geoKeys(directory) {
  const keys = new Map();
  for (let at = 4; at + 3 < directory.length; at += 4) {
    if (directory[at + 1] === 0) {
      keys.set(directory[at], directory[at + 3]);
    }
  }
  return keys;
}

function extentOf(tags, width, height, pixelIsPoint) {
  let [sx, sy, x, y] = [1, 1, 0, 0];
  const matrix = tags.get(TAG.transformation);
  if (matrix) {
    [sx, sy, x, y] = [matrix[0], -matrix[5], matrix[3], matrix[7]];
  } else if (tags.has(TAG.pixelScale)) {
    const [i, j, , tieX, tieY] = tags.get(TAG.tiepoint);
    [sx, sy] = tags.get(TAG.pixelScale);
    [x, y] = [tieX - i * sx, tieY + j * sy];
  }
  if (pixelIsPoint) {
    x -= sx / 2;
    y += sy / 2;
  }
  return [x, y - height * sy, x + width * sx, y];
}

/**
 * A band of a grid as a picture, to be laid over a map of the grid's own CRS: as an ImageStatic of OpenLayers, an
 * ImageOverlay of Leaflet (extent in EPSG:4326), an image source of MapLibre.
 *
 * @param {{width: number, height: number, bands: Float64Array[]}} grid of {@link readGeoTiff}
 * @param {function(number): number[]} colour red, green, blue and alpha (0 to 255) of a value; not asked for cells without data
 * @param {number} [band] counted from 0
 * @returns {HTMLCanvasElement}
 */
export function coverageImage(grid, colour, band = 0) {
  const canvas = document.createElement('canvas');
  canvas.width = grid.width;
  canvas.height = grid.height;
  const context = canvas.getContext('2d');
  const image = context.createImageData(grid.width, grid.height);
  grid.bands[band].forEach((value, i) => {
    if (!Number.isNaN(value)) {
      image.data.set(colour(value), i * 4);
    }
  });
  context.putImageData(image, 0, 0);
  return canvas;
}
