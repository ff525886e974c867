/** Which layers are drawn, how, and the panel to change that. */
import {byId, el, option} from './dom.js';
import {inLanguage, t} from './i18n.js';
import {layerTitle} from './process-texts.js';
import {outlineSld} from './views.js';

const OUTLINE = 'outline';

export class DrawnLayers {
  /** Lowest first: {name, style, outline, radiusKm, stage, opacity, on, aside}. */
  #drawn = [];
  #server;
  #map;
  #onChange;

  /**
   * @param {Server} server
   * @param {ViewerMap} map
   * @param {function()} onChange called when other layers, or the same in another way, are drawn
   */
  constructor(server, map, onChange) {
    this.#server = server;
    this.#map = map;
    this.#onChange = onChange;
  }

  /** Draws a view's layers, or the first layer where the server has none of them. */
  take(layers, server) {
    this.#server = server;
    this.#drawn = layers.filter(layer => server.layer(layer.name)).map(layer => ({...layer, on: true}));
    if (this.#drawn.length === 0 && server.layers.length > 0) {
      this.#drawn = [{name: server.layers[0].name, style: '', on: true}];
    }
    this.draw();
  }

  /** The layer on top, undefined if there is none. */
  get top() {
    return this.#drawn.at(-1);
  }

  /** The layer whose density has a radius to choose, undefined if there is none. */
  get withRadius() {
    return this.#drawn.find(layer => layer.radiusKm);
  }

  /** The layer of which one stage at a time is drawn, undefined if there is none. */
  get withStage() {
    return this.#drawn.find(layer => layer.stage);
  }

  /** The layers that have a picture in the legend, the top one first. */
  get inLegend() {
    return this.#drawn.filter(layer => layer.on && !layer.outline).reverse();
  }

  /** Where the drawn layers are in degrees, one box around all; null where no layer says so. */
  get bounds() {
    const boxes = this.#drawn.map(layer => this.#server.layer(layer.name)?.bounds).filter(box => box);
    return boxes.length === 0 ? null : [
      Math.min(...boxes.map(box => box[0])), Math.min(...boxes.map(box => box[1])),
      Math.max(...boxes.map(box => box[2])), Math.max(...boxes.map(box => box[3])),
    ];
  }

  setRadius(layer, radiusKm) {
    layer.radiusKm = radiusKm;
    this.draw();
  }

  setStage(layer, stage) {
    layer.stage = stage;
    this.draw();
  }

  /**
   * Makes room for a result, or gives it back: a result stands alone over the outlines, since with a view's colours
   * between, two pictures would be read as one.
   */
  putAside(on) {
    for (const layer of this.#drawn) {
      if (on && layer.on && !layer.outline) {
        layer.on = false;
        layer.aside = true;
      } else if (!on && layer.aside) {
        layer.on = true;
        layer.aside = false;
      }
    }
    this.draw();
  }

  draw() {
    this.#map.setLayers(this.#server.endpoint, this.#drawn.filter(layer => layer.on).map(layer => ({
      name: layer.name,
      style: layer.style ?? '',
      env: envOf(layer),
      sldBody: layer.outline ? outlineSld(layer.name) : '',
      opacity: layer.opacity,
      queryable: this.#server.layer(layer.name)?.queryable ?? false,
    })));
    this.render();
    this.#onChange();
  }

  render() {
    byId('layers').replaceChildren(...(this.#server.layers.length > 0
      ? this.#server.layers.map(layer => this.#item(layer))
      : [el('li', {class: 'help', text: t('layer.none')})]));
    byId('attribution').textContent = [...new Set(this.#drawn.filter(layer => layer.on)
        .map(layer => inLanguage(this.#server.layer(layer.name)?.attribution ?? '')))]
        .filter(text => text !== '').join(' · ');
  }

  #item(layer) {
    const title = layerTitle(layer);
    const drawn = this.#drawn.find(candidate => candidate.name === layer.name);
    const id = 'layer-' + layer.name.replace(/[^\w-]/g, '_');
    return el('li', {}, el('label', {class: 'inline', title: layer.abstract || null}, el('input', {
      type: 'checkbox', id, checked: drawn?.on ?? false,
      on: {
        change: event => {
          this.#turn(layer, drawn, event.target.checked);
          byId(id).focus();
        },
      },
    }), el('span', {class: 'name', text: title}), el('span', {class: 'facts', text: layer.name})),
    drawn?.on ? el('div', {class: 'layer-options'},
        this.#styleChoice(layer, drawn, id, title), this.#opacityChoice(drawn, title),
        layer.bounds ? el('button', {
          type: 'button', class: 'quiet', text: '⤢', title: t('layer.zoom', {name: title}),
          'aria-label': t('layer.zoom', {name: title}), on: {click: () => this.#map.fitGeographic(layer.bounds)},
        }) : null) : null);
  }

  #turn(layer, drawn, on) {
    if (drawn) {
      drawn.on = on;
      drawn.aside = false;
    } else {
      this.#drawn.push({name: layer.name, style: stylesOf(layer)[0].name, on});
    }
    this.draw();
  }

  #styleChoice(layer, drawn, id, title) {
    const current = drawn.outline ? OUTLINE : drawn.style ?? '';
    return el('select', {
      id: id + '-style', 'aria-label': t('layer.style', {name: title}),
      on: {
        change: event => {
          drawn.outline = event.target.value === OUTLINE;
          drawn.style = drawn.outline ? '' : event.target.value;
          drawn.radiusKm = drawn.style === 'kernel-density' ? drawn.radiusKm ?? 20 : undefined;
          drawn.stage = drawn.style === 'balance-coefficients' ? drawn.stage ?? 'PRIMARY' : undefined;
          this.draw();
          byId(id + '-style').focus();
        },
      },
    }, stylesOf(layer).map(style => option(style.name, inLanguage(style.title), style.name === current)),
    option(OUTLINE, t('layer.outline'), current === OUTLINE));
  }

  #opacityChoice(drawn, title) {
    return el('input', {
      type: 'range', min: '0', max: '1', step: '0.1', value: String(drawn.opacity ?? 1),
      'aria-label': t('layer.opacity', {name: title}),
      on: {
        change: event => {
          drawn.opacity = Number(event.target.value);
          this.draw();
        },
      },
    });
  }
}

/** What a layer's style is told, as WMS' env parameter. */
export const envOf = layer => [
  layer.radiusKm ? 'radius:' + layer.radiusKm * 1000 : '', layer.stage ? 'stage:' + layer.stage : '',
].filter(part => part).join(';');

const stylesOf = layer => (layer.styles.length > 0 ? layer.styles : [{name: '', title: t('layer.defaultStyle')}]);
