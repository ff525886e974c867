/** The server that the viewer works with: its layers, its processes, and what was asked about them so far. */
import {layerTitle} from './process-texts.js';
import {layerAttributes, listLayers} from './wms.js';
import {describeProcess, listProcesses} from './wps.js';

export class Server {
  layers = [];
  processes = [];
  #descriptions = new Map();
  #attributes = new Map();

  constructor(base) {
    this.base = base;
  }

  get endpoint() {
    return this.base + '/ows';
  }

  get layerNames() {
    return this.layers.map(layer => layer.name);
  }

  /**
   * Asks for the layers and processes; a server that has only WMS or only WPS still serves.
   *
   * @param {function(Error)} onFailure called for each of the two that does not answer
   */
  async load(onFailure) {
    await Promise.all([
      listLayers(this.endpoint).then(layers => { this.layers = layers; }, onFailure),
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
    if (!this.#attributes.has(name)) {
      const layer = this.layer(name);
      const style = layer?.styles[0]?.name ?? '';
      this.#attributes.set(name, layer ? layerAttributes(this.endpoint, layer, style) : Promise.resolve(new Map()));
    }
    return this.#attributes.get(name);
  }
}
