/** The legend: of the result on the map, and of the layers below it. */
import {byId, el} from './dom.js';
import {envOf} from './drawn-layers.js';
import {currentLanguage, number, t} from './i18n.js';
import {densityUnit, lookOf, unitOf} from './looks.js';
import {columnTitle} from './names.js';
import {DENSITY, GRID, rampColour} from './palette.js';
import {legendUrl} from './wms.js';

/**
 * @param {Server} server
 * @param {Object[]} layers the drawn layers, the top one first
 * @param {ResultsPanel} results
 */
export function renderLegend(server, layers, results) {
  const parts = results.onMap ? resultLegend(results.onMap, results.band) : [];
  for (const layer of layers) {
    if (server.layer(layer.name)?.grid) {
      parts.push(gridLegend(server, server.layer(layer.name)));
      continue;
    }
    const title = [server.titleOf(layer.name), layer.radiusKm ? densityUnit(layer.weight ?? 'pupils', 'km²') : '']
        .filter(part => part).join(t('colon'));
    // the caption says what is weighed, in words; the picture would say it by the attribute's name
    const env = envOf(layer.radiusKm ? {...layer, weight: '1'} : layer);
    const image = el('img', {
      src: legendUrl(server.endpoint, layer.name, layer.style ?? '', env, currentLanguage()), alt: t('legend.of', {name: title}),
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

/** Colours and values of a grid; its lowest and highest colour stand for what lies beyond too. */
function gridLegend(server, layer) {
  const holder = el('div', {});
  server.grid(layer).then(grid => {
    const at = share => number(Number((grid.low + share * (grid.high - grid.low)).toPrecision(3)));
    const {minimum, maximum} = layer.grid;
    const signs = {1: maximum > grid.high ? '≥ ' : '', 0: minimum < grid.low ? '≤ ' : ''};
    holder.replaceWith(swatches(grid.high > grid.low
      ? [1, 0.75, 0.5, 0.25, 0].map(share => ({colour: rampColour(GRID, share), label: (signs[share] ?? '') + at(share)}))
      : [{colour: rampColour(GRID, 0), label: Number.isFinite(grid.low) ? number(grid.low) : t('look.none')}]));
  }, () => holder.closest('figure')?.remove());
  return el('figure', {class: 'result-legend'}, el('figcaption', {text: server.titleOf(layer.name)}), holder);
}

function figure(result, entries) {
  const caption = [result.name, result.style?.column ? columnTitle(result.style.column) : unitOf(result.run)].filter(part => part).join(t('colon'));
  return el('figure', {class: 'result-legend'}, el('figcaption', {text: caption}), swatches(entries));
}

const swatches = entries => el('ul', {class: 'swatches'}, entries.map(({colour, label}) => {
  const swatch = el('span', {class: 'swatch'});
  swatch.style.background = colour;
  return el('li', {}, swatch, label);
}));
