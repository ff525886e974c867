/** Files of the user's own: brought to the server that the page comes from, and the layers that they become there. */
import {HERE} from './address.js';
import {readGeoTiff} from './edubalance/geotiff.js';
import {ServiceError} from './edubalance/xml.js';
import {currentLanguage, t} from './i18n.js';
import {zip} from './zip.js';

const TOKEN = 'edubalance-session';
const PARTS_OF_SHAPEFILE = /\.(shp|shx|dbf|prj|cpg|cst|qpj|qix|sbn|sbx|shp\.xml)$/i;

/** One file for each shapefile among files whose parts come side by side; other files as they are. */
export async function bundled(files) {
  const shapes = files.filter(file => /\.shp$/i.test(file.name)).map(file => file.name.replace(/\.shp$/i, ''));
  const shapeOf = file => shapes.find(name => PARTS_OF_SHAPEFILE.test(file.name)
    && file.name.replace(PARTS_OF_SHAPEFILE, '').toLowerCase() === name.toLowerCase());
  const zips = await Promise.all(shapes.map(async name => {
    const parts = files.filter(file => shapeOf(file) === name);
    return new File([zip(await Promise.all(parts.map(async part =>
      ({name: part.name, content: new Uint8Array(await part.arrayBuffer())}))))], name + '.zip');
  }));
  return [...zips, ...files.filter(file => shapeOf(file) === undefined)];
}

export class OwnData {
  /** Whether the server takes files. */
  enabled = false;
  layers = [];
  /** What columns may be taken for: `{name, title: {en, zh}}`. */
  terms = [];
  #onChange;
  #onLost;
  #timer = null;
  /** By layer id, what {@link grid} gave. */
  #grids = new Map();

  /**
   * @param {function()} onChange called when there are other layers
   * @param {function(string)} onLost called with what the server says when it has the files no more
   */
  constructor(onChange, onLost) {
    this.#onChange = onChange;
    this.#onLost = onLost;
  }

  /** Takes up what this browser window has brought before, for example before a reload. */
  async resume() {
    if (this.enabled && sessionStorage.getItem(TOKEN)) {
      await this.#refresh();
    }
  }

  /** @returns {Promise<Object[]>} the layers of the file */
  async add(file, reading = {}) {
    const answer = await this.#ask('POST', '', {name: file.name, ...reading}, file);
    sessionStorage.setItem(TOKEN, answer.session);
    const added = answer.layers.map(served);
    this.layers = [...this.layers, ...added];
    this.#keepAlive(answer.keepSeconds);
    this.#onChange();
    return added;
  }

  /** Takes columns for what `mapping` says: `{pupils: {column, times}}`. */
  async map(layer, mapping) {
    this.#replace(served(await this.#ask('PUT', '/' + encodeURIComponent(layer.id) + '/mapping', {},
        new Blob([JSON.stringify({columns: mapping})], {type: 'application/json'}))));
  }

  /** Reads a layer's file again, in another way. */
  async reread(layer, reading) {
    const again = served(await this.#ask('PUT', '/' + encodeURIComponent(layer.id) + '/reading', reading, new Blob([''])));
    this.#replace(again);
    return again;
  }

  /**
   * The cells of a grid as they are drawn, asked for once: a {@link readGeoTiff} with the range of its colours, which leaves
   * the lowest and the highest fiftieth of the values out.
   */
  grid(layer) {
    if (!this.#grids.has(layer.id)) {
      const asked = this.#askGrid(layer);
      asked.catch(() => this.#grids.delete(layer.id));
      this.#grids.set(layer.id, asked);
    }
    return this.#grids.get(layer.id);
  }

  async #askGrid(layer) {
    const coverage = await readGeoTiff(await (await this.#fetch('GET', '/' + encodeURIComponent(layer.id) + '/grid')).arrayBuffer());
    const values = coverage.bands[0].filter(value => !Number.isNaN(value)).sort();
    const at = share => values[Math.floor(share * (values.length - 1))];
    return {...coverage, low: at(0.02), high: at(0.98)};
  }

  async remove(layer) {
    this.#grids.delete(layer.id);
    this.#take(await this.#ask('DELETE', '/' + encodeURIComponent(layer.id)));
    this.#onChange();
  }

  /** The texts of the server in another language. */
  async speak() {
    if (this.layers.length > 0) {
      await this.#refresh();
    }
  }

  #replace(layer) {
    this.layers = this.layers.map(other => (other.id === layer.id ? layer : other));
    this.#onChange();
  }

  async #refresh() {
    try {
      this.#take(await this.#ask('GET', ''));
    } catch (error) {
      // Anything else, such as a server that is down for a moment, is asked again later.
      if (error.code === 'NotFound') {
        const had = this.layers.length > 0;
        sessionStorage.removeItem(TOKEN);
        clearInterval(this.#timer);
        this.layers = [];
        if (had) {
          this.#onLost(error.message);
        }
      }
    }
    this.#onChange();
  }

  #take(answer) {
    this.layers = answer.layers.map(served);
    this.#keepAlive(answer.keepSeconds);
  }

  /** Tells the server, well before it would forget, that this window is still there. */
  #keepAlive(seconds) {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#refresh(), Math.max(5, seconds / 4) * 1000);
  }

  async #ask(method, path, query = {}, body = undefined) {
    return (await this.#fetch(method, path, query, body)).json();
  }

  async #fetch(method, path, query = {}, body = undefined) {
    const url = new URL(HERE + '/uploads' + path);
    for (const [name, value] of Object.entries({...query, lang: currentLanguage()})) {
      if (value) {
        url.searchParams.set(name, value);
      }
    }
    const headers = {};
    const token = sessionStorage.getItem(TOKEN);
    if (token) {
      headers['Edubalance-Session'] = token;
    }
    if (body) {
      headers['Content-Type'] = body.type === 'application/json' ? body.type : 'application/octet-stream';
    }
    let response;
    try {
      response = await fetch(url, {method, headers, body});
    } catch (error) {
      throw new ServiceError(t('error.connect', {host: HERE, reason: error.message}));
    }
    if (response.ok) {
      return response;
    }
    if (/json/.test(response.headers.get('Content-Type') ?? '')) {
      const problem = await response.json();
      if (problem.type === 'NotFound' && method === 'POST') {
        // The server has forgotten this window: what it had is gone, and a new file begins anew.
        sessionStorage.removeItem(TOKEN);
        this.layers = [];
        return this.#fetch(method, path, query, body);
      }
      throw new ServiceError(problem.detail, problem.type, problem.input ?? '');
    }
    throw new ServiceError('HTTP ' + response.status);
  }
}

/** A layer as the viewer knows those of the server. */
function served(layer) {
  const drawable = layer.bounds !== null;
  return {...layer, own: true, abstract: '', attribution: '', queryable: drawable && !layer.grid, styles: [], drawable};
}

/** The attributes of an own layer: its columns and what they are taken for, each with a value or null. */
export function ownAttributes(layer) {
  const examples = new Map(layer.columns.map(column => [column.name, column.examples[0] ?? null]));
  const mapped = Object.entries(layer.mapping).map(([name, {column}]) => [name, examples.get(column) ?? null]);
  return new Map([...mapped, ...examples]);
}

/** Whether an own layer has an attribute, of its own or by its mapping. */
export const hasAttribute = (layer, name) => ownAttributes(layer).has(name);
