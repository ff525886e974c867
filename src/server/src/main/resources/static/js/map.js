/** The map: WMS layers below, a result above, and what is under a click or under the cross-hair of the keyboard. */
import {rampRgb} from './palette.js';

const ol = window.ol;
const VIEW_CRS = 'EPSG:3857';

export class ViewerMap {
  #map;
  #endpoint;
  #wms = [];
  #vector = new ol.source.Vector();
  #vectorLayer;
  #coverageLayer = new ol.layer.Image({zIndex: 50, opacity: 0.85, visible: false});
  #coverage = null;
  #highlight = new ol.source.Vector();
  #popup;
  #fitted = null;
  #region = null;

  /**
   * @param {HTMLElement} target
   * @param {HTMLElement} popup shown at the place that was asked about
   * @param {{onAsk: function, onWmsError: function}} listeners
   */
  constructor(target, popup, {onAsk, onWmsError, onLoading}) {
    this.onWmsError = onWmsError;
    this.onLoading = onLoading;
    this.#vectorLayer = new ol.layer.Vector({source: this.#vector, zIndex: 60});
    this.#popup = new ol.Overlay({
      element: popup, positioning: 'bottom-center', offset: [0, -10], stopEvent: true,
      autoPan: {animation: {duration: 150}, margin: 12},
    });
    const highlightStyle = new ol.style.Style({
      image: new ol.style.Circle({radius: 11, stroke: new ol.style.Stroke({color: '#111', width: 3})}),
      stroke: new ol.style.Stroke({color: '#111', width: 3}),
    });
    this.#map = new ol.Map({
      target,
      layers: [
        this.#coverageLayer,
        this.#vectorLayer,
        new ol.layer.Vector({source: this.#highlight, style: highlightStyle, zIndex: 70}),
      ],
      overlays: [this.#popup],
      controls: [
        new ol.control.Zoom(),
        new ol.control.ScaleLine({minWidth: 80}),
      ],
      view: new ol.View({center: [0, 0], zoom: 2, maxZoom: 20}),
    });
    this.#map.on('change:size', () => this.#refit());
    this.#map.on('singleclick', event => onAsk(event.coordinate, this.#hits(event.pixel)));
    this.#map.on('pointermove', event => {
      if (!event.dragging) {
        target.classList.toggle('on-feature', this.#map.hasFeatureAtPixel(event.pixel, {hitTolerance: 4}));
      }
    });
    target.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target === target) {
        const size = this.#map.getSize();
        onAsk(this.#map.getView().getCenter(), this.#hits([size[0] / 2, size[1] / 2]));
      }
    });
  }

  label(texts) {
    this.#map.getControls().forEach(control => {
      const [zoomIn, zoomOut] = control instanceof ol.control.Zoom ? control.element.querySelectorAll('button') : [];
      if (zoomIn) {
        for (const [button, text] of [[zoomIn, texts.zoomIn], [zoomOut, texts.zoomOut]]) {
          button.title = text;
          button.setAttribute('aria-label', text);
        }
      }
    });
  }

  #hits(pixel) {
    const hits = [];
    this.#map.forEachFeatureAtPixel(pixel, feature => {
      hits.push(feature);
    }, {layerFilter: layer => layer === this.#vectorLayer, hitTolerance: 6});
    return hits;
  }

  /** Shows WMS layers, the first one lowest: `{name, style, env, sldBody, opacity}`. */
  setLayers(endpoint, layers) {
    this.#endpoint = endpoint;
    this.#wms.forEach(layer => this.#map.removeLayer(layer));
    this.#wms = layers.map((layer, i) => {
      const params = {LAYERS: layer.name, STYLES: layer.style ?? '', VERSION: '1.3.0', FORMAT: 'image/png', TRANSPARENT: true};
      if (layer.env) {
        params.ENV = layer.env;
      }
      if (layer.sldBody) {
        params.SLD_BODY = layer.sldBody;
        delete params.STYLES;
      }
      const source = new ol.source.ImageWMS({url: endpoint, params, ratio: 1});
      source.on('imageloadstart', () => this.onLoading(1));
      source.on('imageloadend', () => this.onLoading(-1));
      source.on('imageloaderror', event => {
        this.onLoading(-1);
        this.onWmsError(layer, event.image.getImage()?.src);
      });
      const result = new ol.layer.Image({source, zIndex: i, opacity: layer.opacity ?? 1});
      result.set('wms', layer);
      this.#map.addLayer(result);
      return result;
    });
  }

  /** Where to ask the shown layers about a place, top layer first: `{layer, url}`. */
  infoUrls(coordinate) {
    const view = this.#map.getView();
    return [...this.#wms].reverse()
        .filter(layer => layer.get('wms').queryable)
        .map(layer => ({
          layer: layer.get('wms'),
          url: layer.getSource().getFeatureInfoUrl(coordinate, view.getResolution(), VIEW_CRS, {
            INFO_FORMAT: 'application/json', FEATURE_COUNT: 5, BUFFER: 6, QUERY_LAYERS: layer.get('wms').name,
          }),
        }));
  }

  showPopup(coordinate) {
    this.#popup.setPosition(coordinate);
  }

  hidePopup() {
    this.#popup.setPosition(undefined);
  }

  focus() {
    this.#map.getTargetElement().focus();
  }

  /** Fits degrees (west, south, east, north). */
  fitGeographic(bounds) {
    this.#fit(ol.proj.transformExtent(bounds, 'EPSG:4326', VIEW_CRS));
  }

  /** The region that the views are about, in degrees. */
  setRegion(bounds) {
    this.#region = ol.proj.transformExtent(bounds, 'EPSG:4326', VIEW_CRS);
  }

  #fit(extent) {
    if (extent && extent.every(Number.isFinite)) {
      const view = this.#map.getView();
      this.#map.updateSize();
      view.fit(extent, {padding: [32, 32, 32, 32], maxZoom: 15, size: this.#map.getSize()});
      this.#fitted = {extent, center: String(view.getCenter()), resolution: view.getResolution()};
    }
  }

  /** Fits again after the map has another size, unless somebody has moved it since. */
  #refit() {
    const view = this.#map.getView();
    if (this.#fitted && this.#fitted.center === String(view.getCenter())
      && this.#fitted.resolution === view.getResolution()) {
      this.#fit(this.#fitted.extent);
    }
  }

  /** Fits a result, with the whole region where it covers much of it: so the map stays as it is from one to the next. */
  #fitResult(extent) {
    const region = this.#region;
    const shared = region ? ol.extent.getArea(ol.extent.getIntersection(extent, region)) : 0;
    this.#fit(shared > 0.2 * (region ? ol.extent.getArea(region) : 1) ? ol.extent.extend([...region], extent) : extent);
  }

  /** The map's window as minx, miny, maxx, maxy in EPSG:3857. */
  window() {
    return this.#map.getView().calculateExtent(this.#map.getSize());
  }

  clearResult() {
    this.#vector.clear();
    this.#highlight.clear();
    this.#coverage = null;
    this.#coverageLayer.setVisible(false);
    this.#coverageLayer.setSource(null);
    this.hidePopup();
  }

  /**
   * Draws a GeoJSON feature collection.
   *
   * @param {Object} collection
   * @param {function(Object): {colour: string, radius: number, zIndex: number}} look what a feature's properties look like;
   *     the zIndex (0 if left out) puts it on top of others
   * @param {function(Object): boolean} drawn whether to draw a feature with these properties
   * @returns {boolean} whether there was anything to draw
   */
  showFeatures(collection, look, drawn = () => true) {
    this.clearResult();
    const features = [];
    collection.features.forEach((feature, row) => {
      if (feature.geometry && drawn(feature.properties ?? {})) {
        const shape = new ol.format.GeoJSON().readFeature(feature, {
          dataProjection: crsOf(collection), featureProjection: VIEW_CRS,
        });
        shape.setId(undefined);
        shape.set('row', row, true);
        shape.set('data', feature.properties ?? {}, true);
        features.push(shape);
      }
    });
    // Large areas first, so that small ones stay on top of them.
    const size = feature => ol.extent.getArea(feature.getGeometry().getExtent());
    features.sort((a, b) => size(b) - size(a));
    this.#vector.addFeatures(features);
    this.#vectorLayer.setStyle(feature => featureStyle(feature, look(feature.get('data'))));
    if (features.length > 0) {
      this.#fitResult(this.#vector.getExtent());
    }
    return features.length > 0;
  }

  /** Marks one row of the drawn collection and brings it into view. */
  highlight(row) {
    this.#highlight.clear();
    const feature = this.#vector.getFeatures().find(candidate => candidate.get('row') === row);
    if (feature) {
      this.#highlight.addFeature(new ol.Feature(feature.getGeometry()));
      const view = this.#map.getView();
      const extent = feature.getGeometry().getExtent();
      if (!ol.extent.containsExtent(this.window(), extent)) {
        view.animate({center: ol.extent.getCenter(extent), duration: 200});
      }
    }
  }

  /** Draws one band of a grid, colours from a ramp between 0 and the maximum, transparent where there is nothing. */
  showCoverage(coverage, band, ramp, maximum, fit) {
    this.clearResult();
    const canvas = document.createElement('canvas');
    canvas.width = coverage.width;
    canvas.height = coverage.height;
    const context = canvas.getContext('2d');
    const image = context.createImageData(coverage.width, coverage.height);
    coverage.bands[band].forEach((value, i) => {
      const share = value / maximum;
      if (share > 0) {
        const [r, g, b] = rampRgb(ramp, share);
        // Fades in over the lowest tenth, so that the edge of a kernel is no hard line.
        image.data.set([r, g, b, Math.round(255 * Math.min(1, share * 10))], i * 4);
      }
    });
    context.putImageData(image, 0, 0);
    this.#coverage = {...coverage, band};
    this.#coverageLayer.setSource(new ol.source.ImageStatic({
      url: canvas.toDataURL(), imageExtent: coverage.extent, projection: coverage.crs, interpolate: false,
    }));
    this.#coverageLayer.setVisible(true);
    if (fit) {
      this.#fitResult(ol.proj.transformExtent(coverage.extent, coverage.crs, VIEW_CRS));
    }
  }

  /** The drawn grid's value at a place of the map; undefined outside it, NaN where it has no data. */
  coverageValue(coordinate) {
    const coverage = this.#coverage;
    if (!coverage) {
      return undefined;
    }
    const [x, y] = ol.proj.transform(coordinate, VIEW_CRS, coverage.crs);
    const [minX, minY, maxX, maxY] = coverage.extent;
    const column = Math.floor((x - minX) / (maxX - minX) * coverage.width);
    const row = Math.floor((maxY - y) / (maxY - minY) * coverage.height);
    const inside = column >= 0 && row >= 0 && column < coverage.width && row < coverage.height;
    return inside ? coverage.bands[coverage.band][row * coverage.width + column] : undefined;
  }
}

/** Whether the map can place coordinates of a CRS. */
function knowsCrs(crs) {
  return ol.proj.get(crs) !== null;
}

/**
 * Makes the map able to place coordinates of a CRS, by its definition on the server that the viewer comes from.
 *
 * @param {string} crs such as EPSG:4547
 * @returns {Promise<boolean>} whether it is
 */
export async function learnCrs(crs) {
  const code = /^EPSG:(\d+)$/.exec(crs)?.[1];
  if (!knowsCrs(crs) && code) {
    const answer = await fetch('crs/' + code);
    if (answer.ok) {
      window.proj4.defs(crs, await answer.text());
      ol.proj.proj4.register(window.proj4);
    }
  }
  return knowsCrs(crs);
}

/** The CRS that a GeoJSON collection names, as the map writes it; undefined if it names none. */
export function namedCrs(collection) {
  const code = /EPSG:+(\d+)$/.exec(collection.crs?.properties?.name ?? '')?.[1];
  return code ? 'EPSG:' + code : undefined;
}

function crsOf(collection) {
  const crs = namedCrs(collection);
  return crs && knowsCrs(crs) ? crs : 'EPSG:4326';
}

function featureStyle(feature, {colour, radius = 6, zIndex = 0}) {
  const type = feature.getGeometry().getType();
  if (type.endsWith('Point')) {
    return new ol.style.Style({
      zIndex,
      image: new ol.style.Circle({
        radius,
        fill: new ol.style.Fill({color: colour}),
        stroke: new ol.style.Stroke({color: '#ffffff', width: 1.25}),
      }),
    });
  }
  if (type.endsWith('LineString')) {
    return new ol.style.Style({stroke: new ol.style.Stroke({color: colour, width: 3})});
  }
  const [r, g, b] = ol.color.asArray(colour);
  return new ol.style.Style({
    fill: new ol.style.Fill({color: [r, g, b, 0.8]}),
    stroke: new ol.style.Stroke({color: '#37474f', width: 1.2}),
  });
}
