/** What is at a place of the map: the result's features and values there, else what the layers say. */
import {byId, el} from './dom.js';
import {currentLanguage, number, t} from './i18n.js';
import {unitOf} from './looks.js';
import {columnTitle, isCode, knowColumns, valueText} from './names.js';
import {fetchText} from './edubalance/xml.js';

/** At most this many of the features under a click are listed. */
const MOST = 5;

export class PlacePopup {
  #map;
  #results;
  #titleOf;
  #onHit;
  /** Counts the questions, so that a late answer to an earlier one is dropped. */
  #asked = 0;

  /**
   * @param {ViewerMap} map
   * @param {ResultsPanel} results
   * @param {function(string): string} titleOf a layer's title
   * @param {function(number)} onHit called with the row of a result that was hit
   */
  constructor(map, results, titleOf, onHit) {
    this.#map = map;
    this.#results = results;
    this.#titleOf = titleOf;
    this.#onHit = onHit;
    byId('popup-close').addEventListener('click', () => this.close());
  }

  async ask(coordinate, hits) {
    const asked = ++this.#asked;
    const body = byId('popup-body');
    body.replaceChildren(el('p', {text: t('popup.loading')}));
    this.#map.showPopup(coordinate);
    const shown = this.#results.onMap;
    const parts = hits.slice(0, MOST).map(feature => propertyList(shown?.name ?? '', feature.get('data')));
    if (hits.length > 0) {
      this.#onHit(hits[0].get('row'));
    }
    const value = this.#map.coverageValue(coordinate);
    if (value !== undefined && !Number.isNaN(value)) {
      parts.push(propertyList(shown.name, {[unitOf(shown.run) || t('popup.value')]: value}));
    }
    if (parts.length === 0) {
      parts.push(...await this.#askLayers(coordinate), ...this.#map.gridValues(coordinate).map(({layer, value: cell}) =>
        propertyList(this.#titleOf(layer.name), {[t('popup.value')]: cell})));
    }
    if (asked === this.#asked) {
      body.replaceChildren(...(parts.length > 0 ? parts : [el('p', {text: t('popup.nothing')})]));
      this.#map.showPopup(undefined);
      this.#map.showPopup(coordinate);
    }
  }

  async #askLayers(coordinate) {
    const answers = await Promise.all(this.#map.infoUrls(coordinate).map(async ({layer, url}) => {
      try {
        const {features = [], columns = []} = JSON.parse(await fetchText(url, {headers: {'Accept-Language': currentLanguage()}}));
        knowColumns(columns);
        return features.map(feature => propertyList(this.#titleOf(layer.name), feature.properties ?? {}));
      } catch (error) {
        return [el('p', {class: 'problem', text: t('popup.failed', {reason: error.message})})];
      }
    }));
    return answers.flat();
  }

  close() {
    if (byId('popup').contains(document.activeElement)) {
      this.#map.focus();
    }
    this.#map.hidePopup();
  }
}

function propertyList(title, properties) {
  const chinese = currentLanguage() === 'zh';
  const heading = (chinese ? properties.name_zh : null) ?? properties.name ?? properties.group ?? properties.county ?? properties.name_zh ?? '';
  const rows = Object.entries(properties).filter(([, value]) => value !== null && typeof value !== 'object');
  return el('section', {},
      el('p', {class: 'facts', text: title}),
      heading === '' ? null : el('h3', {text: String(heading)}),
      el('dl', {}, rows.flatMap(([name, value]) =>
        [el('dt', {text: columnTitle(name), 'data-name': name}), el('dd', {text: said(name, value), 'data-value': String(value)})])));
}

function said(name, value) {
  if (typeof value === 'number') {
    return isCode(name) ? String(value) : number(value);
  }
  return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : valueText(name, value);
}
