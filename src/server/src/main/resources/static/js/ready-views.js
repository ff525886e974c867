/** The choice of ready views, and what the chosen one offers. */
import {byId, el, option} from './dom.js';
import {exampleFor} from './examples.js';
import {number, stageName, t} from './i18n.js';
import {CV_LIMITS, RADII_KM, STANDARD, SYSTEM, VIEWS} from './views.js';

export class ReadyViews {
  #server;
  #drawn;
  #listeners;
  #view;

  /**
   * @param {string} id the view to begin with; an unknown one is the first
   * @param {DrawnLayers} drawn
   * @param {{onTake: function(Object, boolean), onCompute: function(string, Object, string)}} listeners a view is to be
   *     drawn, and shown whole or not; its numbers are asked for, of a stage first where it has stages
   */
  constructor(id, server, drawn, listeners) {
    this.#view = find(id);
    this.#server = server;
    this.#drawn = drawn;
    this.#listeners = listeners;
  }

  /** Takes a server's layers and draws the view. */
  take(server) {
    this.#server = server;
    this.#listeners.onTake(this.#view, true);
  }

  #choose(view) {
    this.#view = view;
    this.#listeners.onTake(view, false);
  }

  /** @param {boolean} covered whether a result is on the map: then no view is marked, so that choosing one brings it back */
  render(covered) {
    const group = byId('views');
    const legend = group.querySelector('legend');
    group.replaceChildren(legend, ...VIEWS.map(view => el('label', {hidden: !this.#offered(view)}, el('input', {
      type: 'radio', name: 'view', value: view.id, checked: view === this.#view && !covered,
      on: {change: () => this.#choose(view)},
    }), el('span', {text: t('view.' + view.id)}))));
    group.hidden = !VIEWS.some(view => this.#offered(view));
    byId('view-help').textContent = this.#offered(this.#view) ? t('view.' + this.#view.id + '.help', this.#facts()) : '';
    this.#renderOptions();
  }

  /** Whether the server has the layer that a view draws in a style of its own; also while its layers are not known. */
  #offered(view) {
    return this.#server.layers.length === 0
      || view.layers.filter(layer => layer.style).every(layer => this.#server.layer(layer.name));
  }

  /** What the view's numbers come from, for its words. */
  #facts() {
    const stage = this.#drawn.withStage?.stage ?? 'PRIMARY';
    return {system: SYSTEM, standard: STANDARD, stage: stageName(stage), limit: number(CV_LIMITS[stage])};
  }

  #renderOptions() {
    const withRadius = this.#drawn.withRadius;
    const withStage = this.#drawn.withStage;
    const inputs = this.#server.hasProcess(this.#view.process)
      ? exampleFor(this.#view.process, this.#server.layerNames) : null;
    byId('view-options').replaceChildren(
        ...(withRadius ? [this.#radiusChoice(withRadius)] : []),
        ...(withStage ? [this.#stageChoice(withStage)] : []),
        ...(inputs ? [el('button', {
          type: 'button', class: 'quiet', id: 'view-compute', text: t('view.compute'),
          on: {
            click: () => this.#listeners.onCompute(this.#view.process, withRadius
              ? {...inputs, radius: [{value: String(withRadius.radiusKm * 1000)}]} : inputs, withStage?.stage),
          },
        })] : []));
  }

  #stageChoice(layer) {
    return el('label', {class: 'inline'}, el('span', {text: t('view.stage')}), el('select', {
      id: 'view-stage',
      on: {change: event => this.#drawn.setStage(layer, event.target.value)},
    }, Object.keys(CV_LIMITS).map(stage => option(stage, stageName(stage), stage === layer.stage))));
  }

  #radiusChoice(layer) {
    return el('label', {class: 'inline'}, el('span', {text: t('view.radius')}), el('select', {
      id: 'view-radius',
      on: {change: event => this.#drawn.setRadius(layer, Number(event.target.value))},
    }, RADII_KM.map(km => option(String(km), t('view.km', {km}), km === layer.radiusKm))));
  }
}

const find = id => VIEWS.find(view => view.id === id) ?? VIEWS[0];
