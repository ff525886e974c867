/** The legend: of the result on the map, and of the layers below it. */
import {byId, el} from './dom.js';
import {envOf} from './drawn-layers.js';
import {number, t} from './i18n.js';
import {lookOf, unitOf} from './looks.js';
import {columnTitle} from './names.js';
import {DENSITY, rampColour} from './palette.js';
import {legendUrl} from './wms.js';

/**
 * @param {Server} server
 * @param {Object[]} layers the drawn layers, the top one first
 * @param {ResultsPanel} results
 */
export function renderLegend(server, layers, results) {
  const parts = results.onMap ? resultLegend(results.onMap, results.band) : [];
  for (const layer of layers) {
    const title = server.titleOf(layer.name);
    const image = el('img', {
      src: legendUrl(server.endpoint, layer.name, layer.style ?? '', envOf(layer)), alt: t('legend.of', {name: title}),
      on: {error: event => event.target.closest('figure').remove()},
    });
    parts.push(el('figure', {}, el('figcaption', {text: title}), image));
  }
  byId('legend-body').replaceChildren(...parts);
  byId('legend').hidden = parts.length === 0;
}

function resultLegend(result, band) {
  if (result.coverage) {
    const {maximum} = result.summary[band];
    return [figure(result, [1, 0.75, 0.5, 0.25, 0].map(at => ({
      colour: rampColour(DENSITY, at), label: number(Number((at * maximum).toPrecision(3))),
    })))];
  }
  const drawn = result.collection?.features.some(feature => feature.geometry);
  return drawn ? [figure(result, lookOf(result.rows, result.run, result.style).legend)] : [];
}

function figure(result, entries) {
  const caption = [result.name, result.style?.column ? columnTitle(result.style.column) : unitOf(result.run)].filter(part => part).join(': ');
  return el('figure', {class: 'result-legend'}, el('figcaption', {text: caption}),
      el('ul', {class: 'swatches'}, entries.map(({colour, label}) => {
        const swatch = el('span', {class: 'swatch'});
        swatch.style.background = colour;
        return el('li', {}, swatch, label);
      })));
}
