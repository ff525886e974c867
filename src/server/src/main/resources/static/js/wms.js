/** A client of WMS 1.3.0: the layers and their styles, and addresses of legends and of feature information. */
import {child, children, fetchText, parseXml, text} from './edubalance/xml.js';
import {serviceUrl} from './edubalance/edubalance.js';

/**
 * The named layers of a server, in its order: `{name, title, attribution, bounds, queryable, styles}`, bounds in
 * degrees as west, south, east, north, styles as `{name, title}`, the default style first.
 */
export async function listLayers(endpoint) {
  const doc = parseXml(await fetchText(serviceUrl(endpoint, {
    service: 'WMS', version: '1.3.0', request: 'GetCapabilities',
  })));
  const layers = [];
  const visit = (layer, inherited) => {
    const styles = children(layer, 'Style')
        .map(style => ({name: text(style, 'Name'), title: text(style, 'Title') || text(style, 'Name')}));
    const own = {
      attribution: text(layer, 'Attribution', 'Title') || inherited.attribution,
      bounds: geographicBounds(child(layer, 'EX_GeographicBoundingBox')) ?? inherited.bounds,
      styles: [...styles, ...inherited.styles.filter(style => !styles.some(other => other.name === style.name))],
    };
    const name = text(layer, 'Name');
    if (name !== '') {
      layers.push({
        name,
        title: text(layer, 'Title') || name,
        abstract: text(layer, 'Abstract'),
        queryable: ['1', 'true'].includes(layer.getAttribute('queryable')),
        ...own,
      });
    }
    children(layer, 'Layer').forEach(nested => visit(nested, own));
  };
  children(child(doc.documentElement, 'Capability'), 'Layer')
      .forEach(layer => visit(layer, {attribution: '', bounds: null, styles: []}));
  return layers;
}

function geographicBounds(box) {
  const values = ['westBoundLongitude', 'southBoundLatitude', 'eastBoundLongitude', 'northBoundLatitude']
      .map(name => Number.parseFloat(text(box, name)));
  return values.every(Number.isFinite) ? values : null;
}

/** @param {string} language of titles that the server has in several */
export function legendUrl(endpoint, layer, style, env, language) {
  return serviceUrl(endpoint, {
    service: 'WMS', version: '1.3.0', request: 'GetLegendGraphic', format: 'image/png', layer, style,
    transparent: 'true', language, ...(env ? {env} : {}),
  });
}

/**
 * The attributes of a layer and a value of each, from the features that fall on a map of one pixel: WMS has no request
 * for a layer's schema, and this one works on every server that answers GetFeatureInfo as JSON.
 *
 * @returns {Promise<Map<string, *>>} names in order, each with a value or null
 */
export async function layerAttributes(endpoint, layer, style = '') {
  const [west, south, east, north] = layer.bounds ?? [-180, -90, 180, 90];
  const answer = await fetchText(serviceUrl(endpoint, {
    service: 'WMS', version: '1.3.0', request: 'GetFeatureInfo', layers: layer.name, query_layers: layer.name,
    styles: style, crs: 'CRS:84', bbox: [west, south, east, north].join(','), width: 1, height: 1, i: 0, j: 0,
    info_format: 'application/json', feature_count: 20, buffer: 1, format: 'image/png',
  }));
  return attributesOf(JSON.parse(answer));
}

/** The attributes of a GeoJSON feature collection, each with the first value that is not null. */
export function attributesOf(collection) {
  const attributes = new Map();
  for (const feature of collection.features ?? []) {
    for (const [name, value] of Object.entries(feature.properties ?? {})) {
      if ((attributes.get(name) ?? null) === null) {
        attributes.set(name, value);
      }
    }
  }
  return attributes;
}

/** Why a map image did not come, in a language: the exception that the server put in its place. */
export async function imageError(url, language) {
  try {
    await fetchText(url, {headers: {'Accept-Language': language}});
    return '';
  } catch (error) {
    return error.message;
  }
}

