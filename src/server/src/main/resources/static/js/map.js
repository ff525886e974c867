/** The map: WMS layers below, a result above, and what is under a click or under the cross-hair of the keyboard. */
import {coverageImage} from './edubalance/geotiff.js';
import {GRID, rampRgb} from './palette.js';

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
  #base = null;
  #measure = new ol.source.Vector();
  #drawing = null;
  /** The layer whose right part is cut off, and where, as a share of the width. */
  #swiped = {layer: null, at: 0.5};

  /**
   * @param {HTMLElement} target
   * @param {HTMLElement} popup shown at the place that was asked about
   * @param {{onAsk: function, onWmsError: function}} listeners
   */
  constructor(target, popup, {onAsk, onWmsError, onLoading, onMove}) {
    this.onWmsError = onWmsError;
    this.onLoading = onLoading;
    this.#vectorLayer = new ol.layer.Vector({source: this.#vector, zIndex: 60});
    this.#popup = new ol.Overlay({
      element: popup, positioning: 'bottom-center', offset: [0, -10], stopEvent: true,
      autoPan: {animation: {duration: stillness() ? 0 : 150}, margin: 12},
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
        new ol.layer.Vector({source: this.#measure, style: measureStyle, zIndex: 80}),
      ],
      overlays: [this.#popup],
      controls: [
        new ol.control.Zoom(),
        new ol.control.ScaleLine({minWidth: 64}),
      ],
      view: new ol.View({center: [0, 0], zoom: 2, maxZoom: 20}),
    });
    this.#map.on('change:size', () => this.#refit());
    this.#map.on('moveend', onMove);
    this.#swipes(this.#vectorLayer);
    this.#swipes(this.#coverageLayer);
    this.#map.on('singleclick', event => this.#drawing === null && onAsk(event.coordinate, this.#hits(event.pixel)));
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
      if (layer.grid) {
        return this.#addGrid(layer, i + 1);
      }
      const params = {LAYERS: layer.name, STYLES: layer.style ?? '', VERSION: '1.3.0', FORMAT: 'image/png', TRANSPARENT: true};
      if (layer.env) {
        params.ENV = layer.env;
      }
      if (layer.filter) {
        params.CQL_FILTER = layer.filter;
      }
      if (layer.sldBody) {
        params.SLD_BODY = layer.sldBody;
        delete params.STYLES;
      }
      const source = new ol.source.ImageWMS({url: endpoint, params, ratio: 1});
      source.on('imageloadstart', () => this.onLoading(1));
      source.on('imageloadend', () => {
        this.onLoading(-1);
        this.#steerOn(result);
      });
      source.on('imageloaderror', event => {
        this.onLoading(-1);
        this.#steerOn(result);
        this.onWmsError(layer, event.image.getImage()?.src);
      });
      const result = new ol.layer.Image({source, zIndex: i + 1, opacity: layer.opacity ?? 1});
      result.set('wms', layer);
      this.#swipes(result);
      this.#map.addLayer(result);
      return result;
    });
  }

  /** A grid that the page has itself, as soon as it has come. */
  #addGrid(layer, zIndex) {
    const result = new ol.layer.Image({zIndex, opacity: layer.opacity ?? 1});
    result.set('wms', layer);
    this.#swipes(result);
    this.#map.addLayer(result);
    layer.grid.then(async grid => {
      if (!await learnCrs(grid.crs)) {
        throw new Error(grid.crs);
      }
      const canvas = coverageImage(grid, value => [...rampRgb(GRID, (value - grid.low) / (grid.high - grid.low || 1)), 255]);
      result.set('cells', grid);
      result.setSource(new ol.source.ImageStatic({
        url: canvas.toDataURL(), imageExtent: grid.extent, projection: grid.crs, interpolate: false,
      }));
    }).catch(error => this.onWmsError(layer, null, error.message));
    return result;
  }

  /** What the drawn grids have at a place, the top one first: `{layer, value}`. */
  gridValues(coordinate) {
    return [...this.#wms].reverse().filter(layer => layer.get('cells')).map(layer =>
      ({layer: layer.get('wms'), value: valueAt(layer.get('cells'), 0, coordinate)}))
        .filter(({value}) => value !== undefined && !Number.isNaN(value));
  }

  /**
   * Draws a layer anew as its style is told otherwise. One picture at a time is on its way: while it is, only the newest
   * wish is remembered, so that the map follows a hand that drags as fast as the server draws.
   *
   * @param {boolean} coarse whether every second pixel will do, since another picture is to follow
   */
  steer(name, env, coarse) {
    const layer = this.#wms.find(candidate => candidate.get('wms').name === name && !candidate.get('wms').sldBody && !candidate.get('wms').grid);
    if (layer?.get('steering')) {
      layer.set('wanted', {env, coarse}, true);
    } else if (layer && (layer.getSource().getParams().ENV !== env || layer.getSource().getResolutions() && !coarse)) {
      layer.set('steering', true, true);
      layer.getSource().setResolutions(coarse ? [2 * this.#map.getView().getResolution()] : null);
      layer.getSource().updateParams({ENV: env});
    }
  }

  #steerOn(layer) {
    const wanted = layer.get('wanted');
    layer.set('steering', false, true);
    layer.set('wanted', undefined, true);
    if (wanted) {
      this.steer(layer.get('wms').name, wanted.env, wanted.coarse);
    }
  }

  /** Lays a base map under all, or none for null; see the settings of the server. */
  async setBaseMap(settings) {
    if (this.#base) {
      this.#map.removeLayer(this.#base);
      this.#base = null;
    }
    if (settings) {
      this.#base = new ol.layer.Tile({source: await baseSource(settings), zIndex: 0});
      this.#base.set('cors', settings.map.cors);
      this.#map.addLayer(this.#base);
    }
  }

  /** Where the map is: `[lon, lat, zoom]`. */
  get place() {
    const view = this.#map.getView();
    const [lon, lat] = ol.proj.toLonLat(view.getCenter());
    return [Number(lon.toFixed(5)), Number(lat.toFixed(5)), Number(view.getZoom().toFixed(2))];
  }

  goTo([lon, lat, zoom]) {
    this.#fitted = null;
    const view = this.#map.getView();
    view.setCenter(ol.proj.fromLonLat([lon, lat]));
    view.setZoom(zoom);
  }

  /** Goes to features of GeoJSON in degrees and marks them. */
  point(feature) {
    this.#highlight.clear();
    const shape = new ol.format.GeoJSON().readFeature(feature, {featureProjection: VIEW_CRS});
    this.#highlight.addFeature(new ol.Feature(shape.getGeometry()));
    const extent = shape.getGeometry().getExtent();
    this.#fitted = null;
    this.#map.getView().fit(extent, {maxZoom: Math.max(12, this.#map.getView().getZoom()), padding: [60, 60, 60, 60]});
    return ol.extent.getCenter(extent);
  }

  /** Whether a GeoJSON feature is in the map's window. */
  shows(feature, collection) {
    if (!feature.geometry) {
      return false;
    }
    const geometry = new ol.format.GeoJSON().readGeometry(feature.geometry, {
      dataProjection: crsOf(collection), featureProjection: VIEW_CRS,
    });
    return geometry.intersectsExtent(this.window());
  }

  /** Measures lengths (`LineString`) or areas (`Polygon`) on the ground; null ends it. */
  measure(type, onMeasured) {
    this.#map.removeInteraction(this.#drawing);
    this.#drawing = null;
    this.#measure.clear();
    if (!type) {
      return;
    }
    const draw = new ol.interaction.Draw({source: this.#measure, type, style: measureStyle});
    const tell = geometry => onMeasured(type === 'Polygon' ? ol.sphere.getArea(geometry) : ol.sphere.getLength(geometry));
    draw.on('drawstart', event => {
      this.#measure.clear();
      event.feature.getGeometry().on('change', change => tell(change.target));
    });
    draw.on('drawend', event => tell(event.feature.getGeometry()));
    this.#drawing = draw;
    this.#map.addInteraction(draw);
  }

  /** The layers that can be swiped: `{id, title}`, the top one first. */
  get swipeable() {
    const shown = this.#wms.filter(layer => !layer.get('wms').sldBody)
        .map(layer => ({id: layer.get('wms').name, title: layer.get('wms').title}));
    return shown.reverse();
  }

  /** Draws a layer, or the result for 'result', left of a line only; nothing is cut off for ''. */
  swipe(id, at) {
    this.#swiped = {id, at};
    this.#map.render();
  }

  #swipes(layer) {
    layer.on('prerender', event => {
      const name = layer.get('wms')?.name ?? 'result';
      const context = event.context;
      context.save();
      if (this.#swiped.id === name) {
        const size = this.#map.getSize();
        const corner = pixel => ol.render.getRenderPixel(event, pixel);
        const right = size[0] * this.#swiped.at;
        context.beginPath();
        [[0, 0], [right, 0], [right, size[1]], [0, size[1]]].map(corner).forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
        context.closePath();
        context.clip();
      }
    });
    layer.on('postrender', event => event.context.restore());
  }

  /**
   * The map as it is drawn, as a canvas of its size in CSS pixels times the density of the screen.
   *
   * @throws if a picture on it came from a host that does not let pages read its pictures
   */
  async picture() {
    const hidden = this.#base && !this.#base.get('cors') ? this.#base : null;
    hidden?.setVisible(false);
    await new Promise(done => {
      this.#map.once('rendercomplete', done);
      this.#map.render();
    });
    const size = this.#map.getSize();
    const scale = window.devicePixelRatio;
    const canvas = document.createElement('canvas');
    canvas.width = size[0] * scale;
    canvas.height = size[1] * scale;
    const context = canvas.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const part of this.#map.getViewport().querySelectorAll('.ol-layer canvas, canvas.ol-layer')) {
      if (part.width > 0) {
        context.globalAlpha = Number(part.parentNode.style.opacity || part.style.opacity || 1);
        const matrix = /^matrix\(([^)]*)\)$/.exec(part.style.transform)?.[1].split(',').map(Number);
        context.setTransform(...(matrix
          ? matrix.map(value => value * scale)
          : [size[0] * scale / part.width, 0, 0, size[1] * scale / part.height, 0, 0]));
        context.drawImage(part, 0, 0);
      }
    }
    hidden?.setVisible(true);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.getImageData(0, 0, 1, 1);
    return {canvas, scale, leftOut: hidden !== null};
  }

  /** Metres on the ground to a CSS pixel in the middle of the map. */
  get metresPerPixel() {
    const view = this.#map.getView();
    return ol.proj.getPointResolution(VIEW_CRS, view.getResolution(), view.getCenter());
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
        view.animate({center: ol.extent.getCenter(extent), duration: stillness() ? 0 : 200});
      }
    }
  }

  /** Draws one band of a grid, colours from a ramp between 0 and the maximum, transparent where there is nothing. */
  showCoverage(coverage, band, ramp, maximum, fit) {
    this.clearResult();
    const canvas = coverageImage(coverage, value => {
      const share = value / maximum;
      // Fades in over the lowest tenth, so that the edge of a kernel is no hard line.
      return share > 0 ? [...rampRgb(ramp, share), Math.round(255 * Math.min(1, share * 10))] : [0, 0, 0, 0];
    }, band);
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
    return valueAt(coverage, coverage.band, coordinate);
  }
}

/** A grid's value at a place of the map; undefined outside it. */
function valueAt(coverage, band, coordinate) {
  const [x, y] = ol.proj.transform(coordinate, VIEW_CRS, coverage.crs);
  const [minX, minY, maxX, maxY] = coverage.extent;
  const column = Math.floor((x - minX) / (maxX - minX) * coverage.width);
  const row = Math.floor((maxY - y) / (maxY - minY) * coverage.height);
  const inside = column >= 0 && row >= 0 && column < coverage.width && row < coverage.height;
  return inside ? coverage.bands[band][row * coverage.width + column] : undefined;
}

/** Whether the user wants nothing to move by itself. */
const stillness = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

const measureStyle = new ol.style.Style({
  fill: new ol.style.Fill({color: 'rgba(166, 54, 3, 0.12)'}),
  stroke: new ol.style.Stroke({color: '#a63603', width: 2.5, lineDash: [8, 5]}),
  image: new ol.style.Circle({radius: 5, fill: new ol.style.Fill({color: '#a63603'})}),
});

/** The source of a base map's pictures. */
async function baseSource({map, urls}) {
  const crossOrigin = map.cors ? 'anonymous' : undefined;
  const common = {attributions: [], crossOrigin, projection: map.projection};
  if (map.type === 'xyz') {
    return new ol.source.XYZ({...common, urls, maxZoom: map.maxZoom});
  }
  if (map.type === 'wms') {
    return new ol.source.TileWMS({...common, urls, params: {LAYERS: map.layer, FORMAT: map.format, VERSION: '1.1.1'}});
  }
  const projection = ol.proj.get(map.projection);
  const width = ol.extent.getWidth(projection.getExtent());
  const geographic = map.projection === 'EPSG:4326';
  // The sets of web maps: level 0 is the world in one tile of 256 pixels, or two of EPSG:4326 side by side.
  const levels = Array.from({length: map.maxZoom + 1}, (_, z) => z);
  return new ol.source.WMTS({
    ...common, urls, layer: map.layer, style: map.style, matrixSet: map.matrixSet, format: map.format,
    tileGrid: new ol.tilegrid.WMTS({
      origin: ol.extent.getTopLeft(projection.getExtent()),
      resolutions: levels.map(z => width / 256 / 2 ** z),
      matrixIds: levels.map(String),
      ...(geographic ? {sizes: levels.map(z => [2 ** z, Math.max(1, 2 ** (z - 1))])} : {}),
    }),
  });
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
