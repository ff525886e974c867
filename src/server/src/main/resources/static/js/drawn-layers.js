/** Which layers are drawn, how, and the panel to change that. */
import {alertOf} from './alerts.js';
import {byId, el, option} from './dom.js';
import {inLanguage, stageName, t} from './i18n.js';
import {columnTitle, placeName} from './names.js';
import {hasAttribute} from './own-data.js';
import {layerTitle} from './process-texts.js';
import {outlineSld} from './views.js';

const OUTLINE = 'outline';
const MOST_VALUES = 500;
const LEVEL = 'level';
/** The levels of scores, and of schools without one. */
const LEVELS = ['1', '2', '3', '4', '5', 'none'];

export class DrawnLayers {
  /** Lowest first: {name, style, outline, radiusKm, kernel, weight, stage, filters, opacity, on, aside}. */
  #drawn = [];
  #server;
  #map;
  #onChange;
  #onOwn;

  /**
   * @param {Server} server
   * @param {ViewerMap} map
   * @param {function()} onChange called when other layers, or the same in another way, are drawn
   * @param {{columns: function(Object), remove: function(Object)}} onOwn what is asked for of a user's own layer
   */
  constructor(server, map, onChange, onOwn) {
    this.#onOwn = onOwn;
    this.#server = server;
    this.#map = map;
    this.#onChange = onChange;
  }

  /** Draws those of a view's layers that have places, or the first layer where the server knows none of the view's. */
  take(layers, server) {
    this.#server = server;
    this.#drawn = layers.filter(layer => server.drawable.some(({name}) => name === layer.name))
        .map(layer => ({on: true, ...layer, filters: {...layer.filters}}));
    if (!layers.some(layer => server.layer(layer.name)) && server.drawable.length > 0) {
      this.#drawn = [{name: server.drawable[0].name, style: '', on: true, filters: {}}];
    }
    this.draw();
  }

  /** What is drawn, for the page's address: all that {@link take} needs to draw it again. */
  get state() {
    return this.#drawn.map(({aside, ...layer}) => ({...layer, on: layer.on || aside}));
  }

  /** Draws a layer on top of the others, a grid on top of the outlines only. */
  add(layer) {
    const others = this.#drawn.filter(other => other.name !== layer.name);
    const added = {...layer, on: true, filters: {}};
    const at = this.#server.layer(layer.name)?.grid ? others.findLastIndex(other => other.outline) + 1 : others.length;
    this.#drawn = others.toSpliced(at, 0, added);
    this.draw();
  }

  /** Follows layers that came, went or changed. */
  follow() {
    this.#drawn = this.#drawn.filter(layer => this.#server.layer(layer.name));
    this.draw();
  }

  /** Changes what a layer's style is told, at once and without a new legend, while something is dragged. */
  steer(layer, changes) {
    Object.assign(layer, changes);
    this.#map.steer(layer.name, envOf(layer), true);
  }

  /** The same when what was dragged is let go; the coarse picture stays until the whole one is there. */
  settle(layer, changes) {
    Object.assign(layer, changes);
    this.#map.steer(layer.name, envOf(layer), false);
    this.#onChange();
  }

  set(layer, changes) {
    Object.assign(layer, changes);
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
      filter: cqlOf(filtersOfData(layer)),
      title: this.#server.titleOf(layer.name),
      queryable: this.#server.layer(layer.name)?.queryable ?? false,
      grid: this.#gridOf(layer.name),
    })));
    this.render();
    this.#onChange();
  }

  #gridOf(name) {
    const layer = this.#server.layer(name);
    return layer?.grid ? this.#server.grid(layer) : undefined;
  }

  render() {
    byId('layers').replaceChildren(...(this.#server.layers.length > 0
      ? this.#server.layers.map(layer => (layer.own && !layer.drawable ? this.#tableItem(layer) : this.#item(layer)))
      : [el('li', {class: 'help', text: t('layer.none')})]));
  }

  /** Where the drawn layers come from, as maps have to say. */
  get attribution() {
    return [...new Set(this.#drawn.filter(layer => layer.on)
        .map(layer => inLanguage(this.#server.layer(layer.name)?.attribution ?? '')))]
        .filter(text => text !== '').join(' · ');
  }

  #item(layer) {
    const title = layerTitle(layer);
    const drawn = this.#drawn.find(candidate => candidate.name === layer.name);
    const id = 'layer-' + idOf(layer);
    return el('li', {class: layer.own ? 'own' : null}, el('label', {class: 'inline', title: layer.abstract || null}, el('input', {
      type: 'checkbox', id, checked: drawn?.on ?? false,
      on: {
        change: event => {
          this.#turn(layer, drawn, event.target.checked);
          byId(id).focus();
        },
      },
    }), el('span', {class: 'name', text: title}), el('span', {class: 'facts', text: factsOf(layer)})),
    layer.own ? this.#ownButtons(layer) : null,
    drawn?.on ? el('div', {class: 'layer-options'},
        layer.grid ? null : this.#styleChoice(layer, drawn, id, title), this.#opacityChoice(drawn, title),
        layer.bounds ? el('button', {
          type: 'button', class: 'quiet', text: '⤢', title: t('layer.zoom', {name: title}),
          'aria-label': t('layer.zoom', {name: title}), on: {click: () => this.#map.fitGeographic(layer.bounds)},
        }) : null, layer.grid ? null : this.#filterChoices(layer, drawn, id, title)) : null);
  }

  /** A table of the user's own that has no places: for processes and the report. */
  #tableItem(layer) {
    return el('li', {class: 'own'}, el('p', {}, el('span', {class: 'name', text: layerTitle(layer)}), ' ',
        el('span', {class: 'facts', text: t('own.table', {rows: layer.rows})})), this.#ownButtons(layer));
  }

  #ownButtons(layer) {
    const name = layerTitle(layer);
    const warnings = layer.notes.filter(note => note.warning).length;
    const button = (id, key, action) => el('button', {
      type: 'button', class: 'quiet', 'data-own': id, text: t(key), 'aria-label': t(key + '.of', {name}), on: {click: action},
    });
    return el('div', {class: 'buttons'},
        layer.grid ? null : button('columns', 'own.columns', () => this.#onOwn.columns(layer)),
        button('remove', 'own.remove', () => this.#onOwn.remove(layer)),
        warnings > 0 ? el('span', {class: 'warning', text: t('own.warnings', {count: warnings})}) : null);
  }

  /** Attributes, and the value that features have to have in each; one more can always be added. */
  #filterChoices(layer, drawn, id, title) {
    return [...Object.entries(drawn.filters), ['', '']]
        .map((filter, i) => this.#filterChoice(layer, drawn, i === 0 ? id : id + '-' + i, title, filter));
  }

  #filterChoice(layer, drawn, id, title, [attribute, value]) {
    const attributes = el('select', {id: id + '-filter', 'aria-label': t('layer.filter.of', {name: title})},
        option('', t(attribute === '' && Object.keys(drawn.filters).length > 0 ? 'layer.filter.more' : 'layer.filter')));
    const values = el('select', {id: id + '-value', 'aria-label': t('layer.filter.value', {name: title}), hidden: true});
    const fill = async chosen => {
      values.hidden = chosen === '';
      try {
        const all = chosen === '' ? [] : isComputed(drawn, chosen) ? LEVELS : await this.#server.values(layer.name, chosen);
        values.replaceChildren(option('', t('layer.filter.all')), ...all.slice(0, MOST_VALUES).map(one =>
          option(one, isComputed(drawn, chosen) && one === 'none' ? t('layer.notScored') : stageName(placeName(one)),
              one === value && chosen === attribute)));
      } catch (error) {
        alertOf(error.message);
      }
    };
    attributes.addEventListener('change', () => {
      if (attribute !== '' && attributes.value !== attribute) {
        this.set(drawn, {filters: without(drawn.filters, attribute)});
        byId('layer-' + idOf(layer) + '-filter')?.focus();
      } else {
        fill(attributes.value);
      }
    });
    values.addEventListener('change', () => {
      const filters = without(drawn.filters, attributes.value);
      this.set(drawn, {filters: values.value === '' ? filters : {...filters, [attributes.value]: values.value}});
      byId(id + '-value')?.focus();
    });
    this.#server.attributes(layer.name).then(known => {
      const names = [...known].filter(([name, one]) => typeof one !== 'number' || layer.own || name === LEVEL).map(([name]) => name);
      const offered = computesLevel(drawn) && !names.includes(LEVEL) ? [LEVEL, ...names] : names;
      attributes.append(...offered.filter(name => name === attribute || !(name in drawn.filters))
          .map(name => option(name, columnTitle(name), name === attribute)));
      return fill(attribute);
    }, () => {
      attributes.hidden = true;
    });
    return el('div', {class: 'choices filter'}, attributes, values);
  }

  #turn(layer, drawn, on) {
    if (drawn) {
      drawn.on = on;
      drawn.aside = false;
    } else if (layer.grid) {
      this.add({name: layer.name, style: ''});
      return;
    } else {
      this.#drawn.push({name: layer.name, style: layer.own ? '' : stylesOf(layer)[0].name, on, filters: {}});
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
          if (drawn.radiusKm && layer.own && !hasAttribute(layer, 'pupils')) {
            drawn.weight = '1';
          }
          drawn.stage = drawn.style === 'balance-coefficients' ? drawn.stage ?? 'PRIMARY' : undefined;
          if (!layer.own) {
            // a level that nothing computes any more
            drawn.filters = computesLevel(drawn) ? drawn.filters : without(drawn.filters, LEVEL);
          }
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
  layer.radiusKm ? 'radius:' + layer.radiusKm * 1000 : '', layer.kernel ? 'kernel:' + layer.kernel : '',
  layer.weight ? 'weight:' + layer.weight : '', layer.stage ? 'stage:' + layer.stage : '',
  computesLevel(layer) && layer.filters?.[LEVEL] ? 'level:' + layer.filters[LEVEL] : '',
].filter(part => part).join(';');

/** Whether a layer's style computes levels: a filter by level then acts on what is drawn, not on what is scored. */
const computesLevel = layer => layer.style === 'entropy-score' && !layer.outline;

const isComputed = (layer, attribute) => attribute === LEVEL && computesLevel(layer);

/** The filters by what is in the data. */
const filtersOfData = layer => (computesLevel(layer) ? without(layer.filters, LEVEL) : layer.filters);

const without = (filters, name) => Object.fromEntries(Object.entries(filters ?? {}).filter(([key]) => key !== name));

const idOf = layer => layer.name.replace(/[^\w-]/g, '_');

/** What features have to be like, as WMS' cql_filter; '' for all. */
export const cqlOf = filters => Object.entries(filters ?? {})
    .map(([name, value]) => `"${name.replaceAll('"', '')}" = '${value.replaceAll("'", "''")}'`).join(' AND ');

const stylesOf = layer => [
  ...(layer.own ? [{name: '', title: t('layer.defaultStyle')}] : []),
  ...(layer.styles.length > 0 || layer.own ? layer.styles : [{name: '', title: t('layer.defaultStyle')}]),
];

const factsOf = layer => (layer.grid ? t('own.grid', layer.grid) : layer.own ? t('own.rows', {rows: layer.rows}) : layer.name);
