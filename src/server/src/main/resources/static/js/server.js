/** The server that the viewer works with: its layers, its processes, and what was asked about them so far. */
import {describeProcess, execute, layer as layerReference, listProcesses} from './edubalance/edubalance.js';
import {currentLanguage} from './i18n.js';
import {hasAttribute, ownAttributes} from './own-data.js';
import {layerTitle} from './process-texts.js';
import {layerAttributes, listLayers} from './wms.js';

/** Styles of the server that layers of a user's own may be drawn in, by what they have to have. */
const STYLES_OF_SCHOOLS = {
  'school-stage': ['stage'], 'kernel-density': [], 'entropy-score': ['stage', 'pupils', 'teachers', 'books'],
};

export class Server {
  processes = [];
  #served = [];
  #own;
  #descriptions = new Map();
  #attributes = new Map();
  #values = new Map();

  /**
   * @param {string} base
   * @param {OwnData} [own] the user's own layers, where this server has them
   */
  constructor(base, own = null) {
    this.base = base;
    this.#own = own;
  }

  /** The layers that can be drawn or read: the user's own first. */
  get layers() {
    return [...(this.#own?.layers ?? []).map(layer => ({...layer, styles: this.#stylesOf(layer)})), ...this.#served];
  }

  /** Those that processes read as features. */
  get tables() {
    return this.layers.filter(layer => !layer.grid);
  }

  /** The user's own grids. */
  get grids() {
    return this.layers.filter(layer => layer.grid);
  }

  /** Those that have places. */
  get drawable() {
    return this.layers.filter(layer => !layer.own || layer.drawable);
  }

  #stylesOf(layer) {
    const offered = this.#served.find(other => other.name === 'edu:schools')?.styles ?? [];
    const fits = layer.geometry === 'Point' || layer.geometry === 'MultiPoint';
    return offered.filter(({name}) => fits && STYLES_OF_SCHOOLS[name]?.every(attribute => hasAttribute(layer, attribute)));
  }

  get endpoint() {
    return this.base + '/ows';
  }

  get layerNames() {
    return this.layers.map(({name}) => name);
  }

  /**
   * Asks for the layers and processes; a server that has only WMS or only WPS still serves.
   *
   * @param {function(Error)} onFailure called for each of the two that does not answer
   */
  async load(onFailure) {
    await Promise.all([
      listLayers(this.endpoint).then(layers => { this.#served = layers; }, onFailure),
      listProcesses(this.endpoint).then(processes => { this.processes = processes; }, onFailure),
    ]);
  }

  /** A layer by its name, undefined if there is none. */
  layer(name) {
    return this.layers.find(layer => layer.name === name);
  }

  titleOf(name) {
    return layerTitle(this.layer(name) ?? {name, title: name});
  }

  hasProcess(id) {
    return this.processes.some(process => process.id === id);
  }

  /** A process's description, asked for once. */
  async describe(id) {
    if (!this.#descriptions.has(id)) {
      this.#descriptions.set(id, await describeProcess(this.endpoint, id));
    }
    return this.#descriptions.get(id);
  }

  /** The attributes of a layer, asked for once. */
  attributes(name) {
    const own = this.#own?.layers.find(layer => layer.name === name);
    if (own) {
      return Promise.resolve(ownAttributes(own));
    }
    if (!this.#attributes.has(name)) {
      const layer = this.layer(name);
      const style = layer?.styles[0]?.name ?? '';
      this.#attributes.set(name, layer ? layerAttributes(this.endpoint, layer, style) : Promise.resolve(new Map()));
    }
    return this.#attributes.get(name);
  }

  /**
   * Features of a layer, as GeoJSON: WMS has none, so a process that passes them on is asked.
   *
   * @param {{filter?: string, properties?: string[], count?: number}} select
   */
  async features(name, select) {
    const {blob} = await execute(this.endpoint, 'vec:Query', {features: layerReference(name, select)},
        {background: false, mimeType: 'application/json', language: currentLanguage()});
    return JSON.parse(await blob.text());
  }

  /** The different values of an attribute, in order; [] where the server can't say. */
  async values(name, attribute) {
    const key = name + '\n' + attribute;
    if (!this.#values.has(key)) {
      this.#values.set(key, this.#askValues(name, attribute));
    }
    return this.#values.get(key);
  }

  async #askValues(name, attribute) {
    if (!this.hasProcess('vec:Unique')) {
      return [];
    }
    const {blob} = await execute(this.endpoint, 'vec:Unique', {features: layerReference(name, {properties: [attribute]}), attribute},
        {background: false, mimeType: 'application/json', language: currentLanguage()});
    return JSON.parse(await blob.text()).features.map(feature => feature.properties.value)
        .filter(value => value !== null && value !== undefined).map(String).sort();
  }

  /** The cells of one of the user's own grids. */
  grid(layer) {
    return this.#own.grid(layer);
  }

  /** Forgets what is known of a layer that changed. */
  forget(name) {
    for (const key of [...this.#values.keys()].filter(known => known.startsWith(name + '\n'))) {
      this.#values.delete(key);
    }
  }
}
