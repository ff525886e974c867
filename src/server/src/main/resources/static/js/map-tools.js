/** The tools on the map: search, measuring, comparing two layers by a swipe, and the base map. */
import {byId, el, option} from './dom.js';
import {currentLanguage, inLanguage, number, t} from './i18n.js';
import {columnTitle} from './names.js';

const MOST_FOUND = 12;
/** Texts by which people know a school or a place. */
const NAMES = /name|school|名/i;

export class MapTools {
  #map;
  #server;
  #layerToSearch;
  #onFound;
  #onBase;
  #asked = 0;
  #baseMaps = [];

  /**
   * @param {ViewerMap} map
   * @param {Object} context `server()`, `layerToSearch()` → its name, `onFound(coordinate)`, `onBase(title)` called when another
   *     base map is laid under
   */
  constructor(map, {server, layerToSearch, onFound, onBase}) {
    this.#map = map;
    this.#server = server;
    this.#layerToSearch = layerToSearch;
    this.#onFound = onFound;
    this.#onBase = onBase;
    byId('search').addEventListener('submit', event => {
      event.preventDefault();
      this.#search();
    });
    byId('measure').addEventListener('change', event => this.#measure(event.target.value));
    byId('swipe').addEventListener('change', () => this.#swipe());
    byId('swipe-at').addEventListener('input', () => this.#swipe());
    byId('base-map').addEventListener('change', event => this.setBase(event.target.value));
  }

  /** @param {Object[]} maps the base maps that the server offers */
  offer(maps) {
    this.#baseMaps = maps;
    this.render();
  }

  render() {
    const chosen = byId('measure').value;
    byId('measure').replaceChildren(...[['', 'measure.none'], ['LineString', 'measure.length'], ['Polygon', 'measure.area']]
        .map(([value, key]) => option(value, t(key), value === chosen)));
    byId('base-map').closest('label').hidden = this.#baseMaps.length === 0;
    const base = byId('base-map').value;
    byId('base-map').replaceChildren(option('', t('base.none')),
        ...this.#baseMaps.map(({map}) => option(map.title, inLanguage(map.title), map.title === base)));
    this.follow();
  }

  /** Follows the layers that are drawn. */
  follow() {
    const shown = byId('swipe').value;
    const layers = this.#map.swipeable;
    byId('swipe').replaceChildren(option('', t('swipe.none')), option('result', t('swipe.result'), shown === 'result'),
        ...layers.map(({id, title}) => option(id, title, id === shown)));
    this.#swipe();
  }

  async setBase(title) {
    const settings = this.#baseMaps.find(({map}) => map.title === title) ?? null;
    byId('base-map').value = settings ? title : '';
    await this.#map.setBaseMap(settings);
    this.#onBase(settings ? inLanguage(settings.map.attribution) : '');
  }

  get base() {
    return byId('base-map').value;
  }

  #swipe() {
    const id = byId('swipe').value;
    const at = Number(byId('swipe-at').value) / 100;
    byId('swipe-at').closest('label').hidden = id === '';
    byId('swipe-line').hidden = id === '';
    byId('swipe-line').style.left = at * 100 + '%';
    this.#map.swipe(id, at);
  }

  #measure(type) {
    byId('measured').textContent = type ? t('measure.help') : '';
    this.#map.measure(type, value => {
      byId('measured').textContent = type === 'Polygon' ? areaText(value) : lengthText(value);
    });
  }

  /** Ends measuring, as Escape asks for. */
  endMeasuring() {
    if (byId('measure').value) {
      byId('measure').value = '';
      this.#measure('');
    }
  }

  async #search() {
    const wanted = byId('search-text').value.trim();
    const list = byId('found');
    const asked = ++this.#asked;
    if (wanted === '') {
      list.replaceChildren();
      return;
    }
    list.replaceChildren(el('li', {class: 'help', text: t('popup.loading')}));
    let items;
    try {
      items = await this.#find(wanted);
    } catch (error) {
      items = [el('li', {class: 'problem', text: error.message})];
    }
    if (asked === this.#asked) {
      list.replaceChildren(...(items.length > 0 ? items : [el('li', {class: 'help', text: t('search.nothing', {text: wanted})})]));
      list.querySelector('button')?.focus();
    }
  }

  async #find(wanted) {
    const server = this.#server();
    const name = this.#layerToSearch();
    const attributes = [...await server.attributes(name)].filter(([attribute, value]) =>
      NAMES.test(attribute) && (value === null || typeof value === 'string')).map(([attribute]) => attribute).slice(0, 4);
    const own = currentLanguage() === 'zh' ? 'name_zh' : 'name';
    attributes.sort((a, b) => (b === own) - (a === own));
    if (attributes.length === 0) {
      return [];
    }
    // What has a meaning in a pattern is left out.
    const pattern = wanted.replace(/[%_\\]/g, ' ').replaceAll("'", "''");
    const filter = attributes.map(attribute => `"${attribute.replaceAll('"', '')}" ILIKE '%${pattern}%'`).join(' OR ');
    const {features} = await server.features(name, {filter, count: MOST_FOUND});
    return features.filter(feature => feature.geometry).map(feature => {
      const [title, ...rest] = attributes.map(attribute => feature.properties[attribute]).filter(text => text);
      return el('li', {}, el('button', {
        type: 'button', title: columnTitle(attributes[0]), on: {
          click: () => {
            byId('found').replaceChildren();
            this.#onFound(this.#map.point(feature));
          },
        },
      }, el('span', {text: title ?? '–'}), ' ', el('span', {class: 'facts', text: rest.join(' · ')})));
    });
  }
}

const lengthText = metres => (metres < 1000 ? t('measure.m', {value: Math.round(metres)}) : t('measure.km', {value: number(metres / 1000)}));
const areaText = square => (square < 1e5 ? t('measure.m2', {value: Math.round(square)}) : t('measure.km2', {value: number(square / 1e6)}));
