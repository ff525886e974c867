/** The choice of ready views, which layers they are about, and what the chosen one offers. */
import {byId, el, option} from './dom.js';
import {exampleFor} from './examples.js';
import {number, stageName, t} from './i18n.js';
import {columnTitle} from './names.js';
import {aboutLayers, CV_LIMITS, KERNELS, RADIUS_KM, STANDARD, SYSTEM, VIEWS} from './views.js';

const SAMPLE = {schools: 'edu:schools', regions: 'edu:counties'};

export class ReadyViews {
  #server;
  #drawn;
  #listeners;
  #view;
  /** The layers in the place of the sample's schools and counties; regions may be 'none'. */
  #about = {...SAMPLE};

  /**
   * @param {string} id the view to begin with; an unknown one is the first
   * @param {DrawnLayers} drawn
   * @param {Object} listeners `onTake(view, layers, whole)`: a view is to be drawn, and shown whole or not;
   *     `onCompute(process, inputs, stage)`: its numbers are asked for, of a stage first where it has stages;
   *     `onChange()`: it is drawn otherwise
   */
  constructor(id, server, drawn, listeners) {
    this.#view = find(id);
    this.#server = server;
    this.#drawn = drawn;
    this.#listeners = listeners;
  }

  get view() {
    return this.#view;
  }

  get about() {
    return this.#about;
  }

  /** Takes a server's layers and draws the view, or the layers that an address names. */
  take(server, about = {}, layers = null) {
    this.#server = server;
    this.#about = {...SAMPLE, ...about};
    this.#check();
    this.#listeners.onTake(this.#view, layers ?? this.#layers(), true);
  }

  /** Follows layers that came, went or changed. */
  follow() {
    const before = JSON.stringify(this.#about);
    this.#check();
    if (JSON.stringify(this.#about) !== before) {
      this.#listeners.onTake(this.#view, this.#layers(), false);
    }
  }

  #check() {
    if (!this.#server.layer(this.#about.schools) && this.#about.regions === 'none') {
      // there were none for somebody's own schools, which went
      this.#about.regions = SAMPLE.regions;
    }
    for (const kind of ['schools', 'regions']) {
      if (this.#about[kind] !== 'none' && !this.#server.layer(this.#about[kind])) {
        this.#about[kind] = SAMPLE[kind];
      }
    }
  }

  /** Shows the views for another layer of schools or of regions. */
  setAbout(changes) {
    this.#about = {...this.#about, ...changes};
    if (changes.schools && this.#isOwn && !changes.regions && this.#about.regions === SAMPLE.regions) {
      // Somebody's own schools are not in the sample's counties.
      this.#about.regions = this.#server.drawable.find(layer => layer.own && /Polygon/.test(layer.geometry ?? ''))?.name ?? 'none';
    }
    this.#choose(this.#view, true);
  }

  get #isOwn() {
    return this.#about.schools !== SAMPLE.schools;
  }

  #layers() {
    const layers = aboutLayers(this.#view.layers, this.#about);
    return layers.map(layer => {
      const own = this.#server.layer(layer.name)?.own;
      if (!own || layer.outline) {
        return layer;
      }
      const known = this.#server.layer(layer.name);
      const style = known.styles.some(({name}) => name === layer.style) && !layer.served ? layer.style : '';
      const weighs = style === 'kernel-density' && (known.mapping.pupils !== undefined || known.columns.some(({name}) => name === 'pupils'));
      return {...layer, style, stage: undefined, ...(style === 'kernel-density' && !weighs ? {weight: '1'} : {})};
    });
  }

  #choose(view, whole = false) {
    this.#view = view;
    this.#listeners.onTake(view, this.#layers(), whole);
    if (view.computed || (this.#isOwn && view.id !== 'density' && view.id !== 'scores')) {
      this.#compute();
    }
  }

  /** @param {boolean} covered whether a result is on the map: then no view is marked, so that choosing one brings it back */
  render(covered) {
    const group = byId('views');
    const legend = group.querySelector('legend');
    const chosen = view => view === this.#view && (!covered || view.computed || this.#isOwn);
    const focused = group.contains(document.activeElement);
    group.replaceChildren(legend, ...VIEWS.map(view => el('label', {hidden: !this.#offered(view)}, el('input', {
      type: 'radio', name: 'view', value: view.id, checked: chosen(view),
      on: {change: () => this.#choose(view)},
    }), el('span', {text: t('view.' + view.id)}))));
    if (focused) {
      group.querySelector(':checked')?.focus();
    }
    group.hidden = !VIEWS.some(view => this.#offered(view));
    byId('view-help').textContent = this.#offered(this.#view) ? t('view.' + this.#view.id + '.help', this.#facts()) : '';
    this.#renderOptions();
  }

  /** Whether the server has the layer that a view draws in a style of its own; also while its layers are not known. */
  #offered(view) {
    return this.#server.layers.length === 0 || (this.#isOwn ? this.#server.layer(this.#about.schools) !== undefined
      : view.layers.filter(layer => layer.style).every(layer => this.#server.layer(layer.name)));
  }

  /** What the view's numbers come from, for its words. */
  #facts() {
    const stage = this.#drawn.withStage?.stage ?? 'PRIMARY';
    const weight = this.#drawn.withRadius?.weight ?? 'pupils';
    return {
      system: SYSTEM, standard: STANDARD, stage: stageName(stage), limit: number(CV_LIMITS[stage]),
      weight: weight === '1' ? t('view.unweighted') : columnTitle(weight),
    };
  }

  /** The inputs of the view's process on its layers; null where the server lacks something. */
  #inputs() {
    const inputs = this.#server.hasProcess(this.#view.process) && this.#server.layer(this.#about.schools)
      ? exampleFor(this.#view.process, this.#server.layerNames, true) : null;
    if (inputs === null) {
      return null;
    }
    const about = {'edu:schools': this.#about.schools, 'edu:counties': this.#about.regions};
    const replaced = Object.entries(inputs).map(([name, entries]) => [name, entries.map(entry =>
      (entry.source === 'layer' ? {...entry, layer: about[entry.layer] ?? entry.layer} : entry))]);
    // An input that is not there any more has to be cleared in the form.
    return Object.fromEntries(replaced.map(([name, entries]) =>
      (entries.some(entry => entry.layer === 'none') ? [name, [{source: '', layer: ''}]] : [name, entries])));
  }

  #compute() {
    const inputs = this.#inputs();
    if (!inputs) {
      return;
    }
    const {withRadius, withStage} = this.#drawn;
    const density = withRadius ? {
      radius: [{value: String(withRadius.radiusKm * 1000)}], weight: [{value: withRadius.weight === '1' ? '' : withRadius.weight ?? 'pupils'}],
      kernel: [{value: withRadius.kernel ?? 'QUARTIC'}],
    } : {};
    this.#listeners.onCompute(this.#view.process, {...inputs, ...density}, withStage?.stage);
  }

  #renderOptions() {
    const {withRadius, withStage} = this.#drawn;
    const focused = document.activeElement?.id;
    byId('view-options').replaceChildren(
        ...this.#aboutChoices(),
        ...(withRadius ? [this.#density(withRadius)] : []),
        ...(withStage ? [this.#stageChoice(withStage)] : []),
        ...(this.#inputs() ? [el('button', {
          type: 'button', class: 'quiet', id: 'view-compute', text: t('view.compute'), on: {click: () => this.#compute()},
        })] : []));
    if (focused?.startsWith('view-')) {
      byId(focused)?.focus();
    }
  }

  /** Which schools and regions the view is about, where there is a choice. */
  #aboutChoices() {
    const own = this.#server.tables.filter(layer => layer.own);
    if (own.length === 0) {
      return [];
    }
    const choice = (kind, layers, none) => el('label', {class: 'about'}, el('span', {text: t('view.' + kind)}), el('select', {
      id: 'view-' + kind, on: {change: event => this.setAbout({[kind]: event.target.value})},
    }, layers.map(layer => option(layer.name, this.#server.titleOf(layer.name), layer.name === this.#about[kind])),
    none ? option('none', t('form.none'), this.#about[kind] === 'none') : []));
    const served = name => this.#server.layers.filter(layer => layer.name === name);
    return [
      choice('schools', [...own.filter(layer => !/Polygon|Line/.test(layer.geometry ?? '')), ...served(SAMPLE.schools)], false),
      choice('regions', [...own.filter(layer => /Polygon/.test(layer.geometry ?? '')), ...served(SAMPLE.regions)], true),
    ];
  }

  #stageChoice(layer) {
    return el('label', {class: 'inline'}, el('span', {text: t('view.stage')}), el('select', {
      id: 'view-stage',
      on: {change: event => this.#set(layer, {stage: event.target.value})},
    }, Object.keys(CV_LIMITS).map(stage => option(stage, stageName(stage), stage === layer.stage))));
  }

  #set(layer, changes) {
    this.#drawn.set(layer, changes);
    this.#listeners.onChange();
  }

  /** Radius, kernel and weight of a density, which follows while the radius is dragged. */
  #density(layer) {
    const shown = el('output', {for: 'view-radius', text: t('view.km', {km: layer.radiusKm})});
    const radius = el('input', {
      type: 'range', id: 'view-radius', min: String(RADIUS_KM.least), max: String(RADIUS_KM.most), step: '1',
      value: String(layer.radiusKm), 'aria-label': t('view.radius'),
      on: {
        input: event => {
          const radiusKm = Number(event.target.value);
          shown.textContent = t('view.km', {km: radiusKm});
          event.target.setAttribute('aria-valuetext', shown.textContent);
          this.#drawn.steer(layer, {radiusKm});
        },
        change: event => this.#drawn.settle(layer, {radiusKm: Number(event.target.value)}),
      },
    });
    const kernel = el('select', {
      id: 'view-kernel', on: {change: event => this.#set(layer, {kernel: event.target.value})},
    }, KERNELS.map(name => option(name, t('kernel.' + name), name === (layer.kernel ?? 'QUARTIC'))));
    const weight = el('select', {
      id: 'view-weight', on: {change: event => this.#set(layer, {weight: event.target.value})},
    }, option('1', t('view.unweighted'), layer.weight === '1'));
    const current = layer.weight ?? 'pupils';
    this.#server.attributes(layer.name).then(attributes => {
      const numeric = [...attributes].filter(([name, value]) => (typeof value === 'number' || this.#isNumber(layer, name)) && !/[;:,]/.test(name))
          .map(([name]) => name);
      weight.append(...numeric.map(name => option(name, columnTitle(name), name === current)));
      weight.value = current;
    }, () => {});
    return el('div', {class: 'density'},
        el('label', {class: 'inline wide'}, el('span', {text: t('view.radius')}), radius, shown),
        el('label', {class: 'inline'}, el('span', {text: t('view.kernel')}), kernel),
        el('label', {class: 'inline'}, el('span', {text: t('view.weight')}), weight));
  }

  #isNumber(layer, name) {
    const known = this.#server.layer(layer.name);
    return known?.own === true && known.columns.some(column =>
      column.number && (column.name === name || known.mapping[name]?.column === column.name));
  }
}

const find = id => VIEWS.find(view => view.id === id) ?? VIEWS[0];
