/**
 * What the example pages share: where the server is, what the form asks for, and what is at a place. There is nothing of a
 * map library in it.
 */

import {execute, layer} from './edubalance/edubalance.js';

/**
 * The server: that of `?server=`, else the embedded one on this machine. For a GeoServer:
 * `?server=http://localhost:8080/geoserver/ows`.
 */
export const SERVER = new URLSearchParams(location.search).get('server') ?? 'http://localhost:8080/ows';

export const COUNTIES = {layer: 'edu:counties', style: 'outlines'};
export const DENSITY = {layer: 'edu:schools', style: 'kernel-density'};
export const SCHOOLS = {layer: 'edu:schools', style: 'school-stage'};

/** The sample's region: west, south, east, north in degrees. */
export const REGION = [92, 27.5, 98.8, 30.7];

/** As many dots per inch as the screen has, 91 being an ordinary one's, so that symbols and texts keep their size. */
export const FORMAT_OPTIONS = `dpi:${Math.round(25.4 / 0.28 * devicePixelRatio)}`;

const form = document.forms[0];
const RADIUS = 6378137;

/** Degrees to metres in Web Mercator. */
export function mercator([longitude, latitude]) {
  return [
    RADIUS * longitude * Math.PI / 180,
    RADIUS * Math.log(Math.tan(Math.PI / 4 + latitude * Math.PI / 360)),
  ];
}

/** A request to the server's WMS. */
export function wms(request, parameters) {
  return SERVER + '?' + new URLSearchParams({service: 'WMS', version: '1.3.0', request, ...parameters});
}

/** A map of some layers in one picture. `box` is in Web Mercator, the size in pixels of the screen. */
export function getMap(layers, box, [width, height], further) {
  return wms('GetMap', {
    layers: layers.map(one => one.layer), styles: layers.map(one => one.style),
    crs: 'EPSG:3857', bbox: box, width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio),
    format: 'image/png', transparent: true, format_options: FORMAT_OPTIONS, ...further,
  });
}

/**
 * What the form asks for, as the style's `env`; null where a field is empty or out of its range, which the browser then
 * says beside it.
 */
export function env() {
  if (!form.reportValidity()) {
    return null;
  }
  return `weight:${form.weight.value};radius:${metres()};maximum:${maximum()}`;
}

function metres() {
  return 1000 * form.radius.value;
}

/** The density of the darkest colour: that of data-peak in one place, whose quartic kernel is 3 / (π radius²) high, per m². */
function maximum() {
  const peak = form.weight.selectedOptions[0].dataset.peak;
  return form.maximum.value || (3e6 * peak / (Math.PI * metres() ** 2)).toPrecision(2);
}

/** Calls `draw(env)` at once and whenever the form has changed to something that can be drawn; the legend follows. */
export function whenAsked(draw) {
  const changed = () => {
    const asked = env();
    if (asked !== null) {
      draw(asked);
      const legend = document.getElementById('legend');
      legend.srcset = wms('GetLegendGraphic', {
        format: 'image/png', layer: DENSITY.layer, style: DENSITY.style, env: asked,
        legend_options: `forceLabels:on;dpi:${Math.round(25.4 / 0.28 * devicePixelRatio)}`,
      }) + ` ${devicePixelRatio}x`;
    }
  };
  form.addEventListener('change', changed);
  form.addEventListener('submit', event => event.preventDefault());
  changed();
}

/** Shows the schools and the density at a place in Web Mercator; a pixel there is `resolution` metres wide. */
export async function tell([x, y], resolution) {
  const info = document.getElementById('info');
  info.textContent = '…';
  try {
    const [schools, density] = await Promise.all([schoolsAt([x, y], resolution), densityAt([x, y], resolution)]);
    info.textContent = [
      `${form.weight.selectedOptions[0].text} per km²: ${density.toPrecision(3)}`,
      ...schools.map(({name, stage, pupils, teachers}) => `${name}\n${stage}, ${pupils} pupils, ${teachers} teachers`),
    ].join('\n\n');
  } catch (problem) {
    info.textContent = problem.message;
  }
}

/** The schools under a place, by GetFeatureInfo in the middle of a small map around it. */
async function schoolsAt([x, y], resolution) {
  const size = 101;
  const half = size / 2 * resolution;
  const answer = await fetch(wms('GetFeatureInfo', {
    layers: SCHOOLS.layer, query_layers: SCHOOLS.layer, styles: SCHOOLS.style, crs: 'EPSG:3857',
    bbox: [x - half, y - half, x + half, y + half], width: size, height: size, i: 50, j: 50,
    info_format: 'application/json', feature_count: 3, buffer: 5, exceptions: 'application/json',
  }));
  return (await answer.json()).features.map(feature => feature.properties);
}

/**
 * The density at a place: a grid of one cell around it, by the process that the style runs. GeoServer's GetFeatureInfo has
 * no number for a coverage that a style makes of points.
 */
async function densityAt([x, y], resolution) {
  const half = resolution / 2;
  const {blob} = await execute(SERVER, 'edu:KernelDensity', {
    data: layer(DENSITY.layer), weight: form.weight.value, radius: metres(),
    outputBBOX: {bbox: [x - half, y - half, x + half, y + half], crs: 'EPSG:3857'}, outputWidth: 1, outputHeight: 1,
  }, {background: false, mimeType: 'application/arcgrid'});
  return Number((await blob.text()).trim().split(/\s+/).at(-1));
}

/** Hands a picture to the reader as a file. */
export function save(blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'map.png';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
