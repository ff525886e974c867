/** The viewer: wires the map, the layers, the process form and the results together. */
import {byId, el, option, tabList} from './dom.js';
import {exampleFor} from './examples.js';
import {InputProblem, ProcessForm} from './form.js';
import {currentLanguage, inLanguage, number, preferredLanguage, setLanguage, t} from './i18n.js';
import {lookOf, unitOf} from './looks.js';
import {ViewerMap} from './map.js';
import {DENSITY, rampColour} from './palette.js';
import {layerTitle, processText} from './process-texts.js';
import {readResult, ResultsPanel} from './results.js';
import {outlineSld, RADII_KM, VIEWS} from './views.js';
import {imageError, layerAttributes, legendUrl, listLayers} from './wms.js';
import {describeProcess, executeDocument, Execution, listProcesses} from './wps.js';
import {fetchText} from './xml.js';

const HERE = new URL('.', document.baseURI).href.replace(/\/$/, '');
const OUTLINE = 'outline';

const state = {
  base: HERE,
  layers: [],
  /** What is drawn, lowest first: {name, style, outline, radiusKm, opacity, on}. */
  drawn: [],
  view: VIEWS[0].id,
  processes: [],
  descriptions: new Map(),
  attributes: new Map(),
  execution: null,
  runs: 0,
  loading: 0,
  asked: 0,
};

const narrow = () => !window.matchMedia('(min-width: 900px)').matches;

const endpoint = () => state.base + '/ows';

const map = new ViewerMap(byId('map'), byId('popup'), {
  onAsk: ask,
  onWmsError: async (layer, url) => {
    const reason = url ? await imageError(url) : '';
    alertOf(t('layer.failed', {name: layer.name, reason: reason || '?'}));
  },
  onLoading: step => {
    state.loading = Math.max(0, state.loading + step);
    byId('map-loading').hidden = state.loading === 0;
  },
});

const results = new ResultsPanel({onShow: drawResult, onMark: mark});

const form = new ProcessForm(byId('fields'), {
  layers: () => state.layers,
  // What the view is about: the layer on top of it.
  firstLayer: () => state.drawn.at(-1)?.name ?? '',
  attributes: attributesOfLayer,
  results: () => results.all,
  mapWindow: () => map.window(),
});

const chooseTab = tabList(byId('tabs'));

// ---- language, address and server

function address(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, value);
    }
  }
  history.replaceState(null, '', url);
}

function speak(language) {
  setLanguage(language);
  for (const radio of document.querySelectorAll('[name=language]')) {
    radio.checked = radio.value === language;
  }
  map.label({zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut')});
  renderViews();
  renderLayers();
  renderProcesses();
  renderProcess();
  results.render();
  renderLegend();
  renderAttribution();
  renderConnected();
}

function renderConnected() {
  byId('connected').textContent = state.base === HERE ? '' : t('server.at', {host: state.base});
  renderReport();
}

/** The report is this server's own, on its schools and counties. */
function renderReport() {
  const names = state.layers.map(layer => layer.name);
  const report = byId('report');
  report.hidden = state.base !== HERE || !['edu:schools', 'edu:counties'].every(name => names.includes(name));
  report.href = `report?lang=${document.querySelector('[name=language]:checked')?.value ?? 'en'}`;
}

function alertOf(message) {
  const alerts = byId('alerts');
  if ([...alerts.children].some(other => other.dataset.message === message)) {
    return;
  }
  const item = el('div', {class: 'alert', 'data-message': message}, el('span', {text: message}), el('button', {
    type: 'button', class: 'quiet', text: '×', 'aria-label': t('error.close'), on: {click: () => item.remove()},
  }));
  alerts.append(item);
}

/** Takes a server's layers and processes; one that has only WMS or only WPS still serves. */
async function connect(base) {
  state.base = base;
  state.layers = [];
  state.processes = [];
  state.descriptions.clear();
  state.attributes.clear();
  byId('base').value = base;
  byId('alerts').replaceChildren();
  renderConnected();
  const failed = error => alertOf(t('error.connect', {host: base, reason: error.message}));
  await Promise.all([
    listLayers(endpoint()).then(layers => { state.layers = layers; }, failed),
    listProcesses(endpoint()).then(processes => { state.processes = processes; }, failed),
  ]);
  takeView(state.view, true);
  renderReport();
  renderProcesses();
  const first = [/^edu:KernelDensity$/, /^edu:/, /./]
      .map(pattern => state.processes.find(process => pattern.test(process.id)))
      .find(process => process);
  await chooseProcess(first?.id);
}

/** A server's address without what does not belong to it; null for what is none. */
function readBase(value) {
  try {
    const url = new URL(value, document.baseURI);
    return /^https?:$/.test(url.protocol) ? (url.origin + url.pathname).replace(/\/+((ows|wps|wms)\/?)?$/, '') : null;
  } catch {
    return null;
  }
}

// ---- views, layers, legend

function renderViews() {
  const group = byId('views');
  const legend = group.querySelector('legend');
  group.replaceChildren(legend, ...VIEWS.map(view => el('label', {}, el('input', {
    type: 'radio', name: 'view', value: view.id, on: {change: () => takeView(view.id, false)},
  }), el('span', {text: t('view.' + view.id)}))));
  checkView();
}

/** Whether the server has the layer that a view draws in a style of its own; also while its layers are not known yet. */
const offered = view => state.layers.length === 0
  || view.layers.filter(layer => layer.style).every(layer => state.layers.some(({name}) => name === layer.name));

/** Marks the view that is on the map: none while a result is there, so that choosing one brings it back. */
function checkView() {
  for (const radio of document.querySelectorAll('[name=view]')) {
    radio.checked = radio.value === state.view && !results.onMap;
    radio.closest('label').hidden = !offered(VIEWS.find(view => view.id === radio.value));
  }
  byId('views').hidden = !VIEWS.some(offered);
}

function takeView(id, fit) {
  const view = VIEWS.find(candidate => candidate.id === id) ?? VIEWS[0];
  state.view = view.id;
  address({view: view.id === VIEWS[0].id ? null : view.id});
  const known = layer => state.layers.find(candidate => candidate.name === layer.name);
  state.drawn = view.layers.filter(known).map(layer => ({...layer, on: true}));
  if (state.drawn.length === 0 && state.layers.length > 0) {
    state.drawn = [{name: state.layers[0].name, style: '', on: true}];
  }
  results.putAside();
  checkView();
  renderLayers();
  drawLayers();
  const bounds = state.drawn.map(layer => known(layer)?.bounds).filter(box => box);
  if (fit && bounds.length > 0) {
    const region = [
      Math.min(...bounds.map(box => box[0])), Math.min(...bounds.map(box => box[1])),
      Math.max(...bounds.map(box => box[2])), Math.max(...bounds.map(box => box[3])),
    ];
    map.setRegion(region);
    map.fitGeographic(region);
  }
}

const envOf = layer => (layer.radiusKm ? 'radius:' + layer.radiusKm * 1000 : '');

const titleOf = name => layerTitle(state.layers.find(layer => layer.name === name) ?? {name, title: name});

function drawLayers() {
  const shown = state.drawn.filter(layer => layer.on);
  map.setLayers(endpoint(), shown.map(layer => ({
    name: layer.name,
    style: layer.style ?? '',
    env: envOf(layer),
    sldBody: layer.outline ? outlineSld(layer.name) : '',
    opacity: layer.opacity,
    queryable: state.layers.find(candidate => candidate.name === layer.name)?.queryable ?? false,
  })));
  renderAttribution();
  renderLegend();
}

function renderAttribution() {
  byId('attribution').textContent = [...new Set(state.drawn.filter(layer => layer.on)
      .map(layer => inLanguage(state.layers.find(candidate => candidate.name === layer.name)?.attribution ?? '')))]
      .filter(text => text !== '').join(' · ');
}

function renderLayers() {
  byId('view-help').textContent = offered(VIEWS.find(view => view.id === state.view)) ? t('view.' + state.view + '.help') : '';
  const withRadius = state.drawn.find(layer => layer.radiusKm);
  const compute = el('button', {
    type: 'button', class: 'quiet', id: 'view-compute', text: t('view.compute'), on: {click: computeView},
  });
  byId('view-options').replaceChildren(
      ...(withRadius ? [radiusChoice(withRadius)] : []), ...(viewExample() ? [compute] : []));
  byId('layers').replaceChildren(...(state.layers.length > 0
    ? state.layers.map(layerItem)
    : [el('li', {class: 'help', text: t('layer.none')})]));
}

/** The example of the view's process, where this server has both. */
function viewExample() {
  const {process} = VIEWS.find(view => view.id === state.view);
  const known = state.processes.some(candidate => candidate.id === process);
  return known ? exampleFor(process, state.layers.map(layer => layer.name)) : null;
}

/** Runs the process that gives what the view shows, in the form, where it can be changed and run again. */
async function computeView() {
  const {process} = VIEWS.find(view => view.id === state.view);
  const example = viewExample();
  const radiusKm = state.drawn.find(layer => layer.radiusKm)?.radiusKm;
  chooseTab('tab-analyse');
  await chooseProcess(process);
  form.fill(radiusKm ? {...example, radius: [{value: String(radiusKm * 1000)}]} : example);
  await run();
}

function radiusChoice(layer) {
  return el('label', {class: 'inline'}, el('span', {text: t('view.radius')}), el('select', {
    id: 'view-radius',
    on: {
      change: event => {
        layer.radiusKm = Number(event.target.value);
        drawLayers();
      },
    },
  }, RADII_KM.map(km => option(String(km), t('view.km', {km}), km === layer.radiusKm))));
}

function layerItem(layer) {
  const title = layerTitle(layer);
  const drawn = state.drawn.find(candidate => candidate.name === layer.name);
  const styles = layer.styles.length > 0 ? layer.styles : [{name: '', title: t('layer.defaultStyle')}];
  const current = drawn?.outline ? OUTLINE : drawn?.style ?? '';
  const change = action => {
    action();
    renderLayers();
    drawLayers();
  };
  const id = 'layer-' + layer.name.replace(/[^\w-]/g, '_');
  return el('li', {}, el('label', {class: 'inline', title: layer.abstract || null}, el('input', {
    type: 'checkbox', id, checked: drawn?.on ?? false,
    on: {
      change: event => {
        const on = event.target.checked;
        change(() => {
          if (drawn) {
            drawn.on = on;
            drawn.aside = false;
          } else {
            state.drawn.push({name: layer.name, style: styles[0].name, on});
          }
        });
        byId(id).focus();
      },
    },
  }), el('span', {class: 'name', text: title}), el('span', {class: 'facts', text: layer.name})),
  drawn?.on ? el('div', {class: 'layer-options'},
      el('select', {
        id: id + '-style', 'aria-label': t('layer.style', {name: title}),
        on: {
          change: event => {
            change(() => {
              drawn.outline = event.target.value === OUTLINE;
              drawn.style = drawn.outline ? '' : event.target.value;
              drawn.radiusKm = drawn.style === 'kernel-density' ? drawn.radiusKm ?? 20 : undefined;
            });
            byId(id + '-style').focus();
          },
        },
      }, styles.map(style => option(style.name, inLanguage(style.title), style.name === current)),
      option(OUTLINE, t('layer.outline'), current === OUTLINE)),
      el('input', {
        type: 'range', min: '0', max: '1', step: '0.1', value: String(drawn.opacity ?? 1),
        'aria-label': t('layer.opacity', {name: title}),
        on: {
          change: event => {
            drawn.opacity = Number(event.target.value);
            drawLayers();
          },
        },
      }),
      layer.bounds ? el('button', {
        type: 'button', class: 'quiet', text: '⤢', title: t('layer.zoom', {name: title}),
        'aria-label': t('layer.zoom', {name: title}), on: {click: () => map.fitGeographic(layer.bounds)},
      }) : null) : null);
}

function renderLegend() {
  const parts = [];
  if (results.onMap) {
    parts.push(...resultLegend(results.onMap));
  }
  for (const layer of state.drawn.filter(candidate => candidate.on && !candidate.outline).reverse()) {
    const title = titleOf(layer.name);
    const image = el('img', {
      src: legendUrl(endpoint(), layer.name, layer.style ?? '', envOf(layer)), alt: t('legend.of', {name: title}),
      on: {error: event => event.target.closest('figure').remove()},
    });
    parts.push(el('figure', {}, el('figcaption', {text: title}), image));
  }
  byId('legend-body').replaceChildren(...parts);
  byId('legend').hidden = parts.length === 0;
}

function resultLegend(result) {
  const figure = (...content) => [el('figure', {class: 'result-legend'}, el('figcaption', {text: [result.name, unitOf(result.run)].filter(part => part).join(': ')}),
    ...content)];
  if (result.coverage) {
    const {maximum} = result.summary[results.band];
    const ramp = [0, 0.25, 0.5, 0.75, 1].reverse().map(at => ({
      colour: rampColour(DENSITY, at), label: number(Number((at * maximum).toPrecision(3))),
    }));
    return figure(legendList(ramp));
  }
  const drawn = result.collection?.features.some(feature => feature.geometry);
  return drawn ? figure(legendList(lookOf(result.rows, result.run).legend)) : [];
}

function legendList(entries) {
  return el('ul', {class: 'swatches'}, entries.map(({colour, label}) => {
    const swatch = el('span', {class: 'swatch'});
    swatch.style.background = colour;
    return el('li', {}, swatch, label);
  }));
}

// ---- asking about a place

async function ask(coordinate, hits) {
  const asked = ++state.asked;
  const body = byId('popup-body');
  body.replaceChildren(el('p', {text: t('popup.loading')}));
  map.showPopup(coordinate);
  const parts = hits.slice(0, 5).map(feature => propertyList(results.onMap?.name ?? '', feature.get('data')));
  if (hits.length > 0) {
    mark(hits[0].get('row'));
  }
  const value = map.coverageValue(coordinate);
  if (value !== undefined && !Number.isNaN(value)) {
    parts.push(propertyList(results.onMap.name, {[unitOf(results.onMap.run) || t('popup.value')]: value}));
  }
  if (parts.length === 0) {
    parts.push(...await askLayers(coordinate));
  }
  if (asked === state.asked) {
    body.replaceChildren(...(parts.length > 0 ? parts : [el('p', {text: t('popup.nothing')})]));
    map.showPopup(undefined);
    map.showPopup(coordinate);
  }
}

async function askLayers(coordinate) {
  const answers = await Promise.all(map.infoUrls(coordinate).map(async ({layer, url}) => {
    try {
      const {features = []} = JSON.parse(await fetchText(url));
      return features.map(feature => propertyList(titleOf(layer.name), feature.properties ?? {}));
    } catch (error) {
      return [el('p', {class: 'problem', text: t('popup.failed', {reason: error.message})})];
    }
  }));
  return answers.flat();
}

function propertyList(title, properties) {
  const chinese = currentLanguage() === 'zh';
  const heading = (chinese ? properties.name_zh : null) ?? properties.name ?? properties.group ?? properties.name_zh ?? '';
  const rows = Object.entries(properties).filter(([, value]) => value !== null && typeof value !== 'object');
  return el('section', {},
      el('p', {class: 'facts', text: title}),
      heading === '' ? null : el('h3', {text: String(heading)}),
      el('dl', {}, rows.flatMap(([name, value]) =>
        [el('dt', {text: name}), el('dd', {text: typeof value === 'number' ? number(value) : String(value)})])));
}

function closePopup() {
  if (byId('popup').contains(document.activeElement)) {
    map.focus();
  }
  map.hidePopup();
}

// ---- processes

function renderProcesses() {
  const wanted = byId('process-search').value.trim().toLowerCase();
  const found = state.processes.filter(process => {
    const {title, abstract} = processText(process);
    return [process.id, process.title, title, abstract].some(text => text.toLowerCase().includes(wanted));
  });
  const chosen = form.description?.id;
  const spaces = [...new Set(found.map(process => process.id.replace(/:.*$/, '')))]
      .sort((a, b) => (b === 'edu') - (a === 'edu') || a.localeCompare(b));
  byId('process').replaceChildren(...spaces.map(space => el('optgroup', {label: space},
      found.filter(process => process.id.startsWith(space + ':') || process.id === space).map(process => {
        const {title} = processText(process);
        const item = option(process.id, title, process.id === chosen);
        item.title = process.id;
        return item;
      }))));
  byId('process-count').textContent = t('process.count', {count: found.length});
}

async function chooseProcess(id) {
  byId('process-form').hidden = !id;
  if (!id) {
    return;
  }
  byId('process').value = id;
  try {
    if (!state.descriptions.has(id)) {
      state.descriptions.set(id, await describeProcess(endpoint(), id));
    }
  } catch (error) {
    byId('failure').textContent = t('run.failed', {reason: error.message});
    return;
  }
  say('');
  form.show(state.descriptions.get(id));
  renderProcess();
}

function renderProcess() {
  const description = form.description;
  if (!description) {
    return;
  }
  const {title, abstract} = processText(description);
  byId('process-title').textContent = title;
  byId('process-id').textContent = description.id;
  byId('process-abstract').textContent = abstract;
  byId('example').hidden = exampleFor(description.id, state.layers.map(layer => layer.name)) === null;
  form.render();
}

/** The attributes of a layer, asked for once. */
function attributesOfLayer(name) {
  if (!state.attributes.has(name)) {
    const layer = state.layers.find(candidate => candidate.name === name);
    const style = layer?.styles[0]?.name ?? '';
    state.attributes.set(name, layer ? layerAttributes(endpoint(), layer, style) : Promise.resolve(new Map()));
  }
  return state.attributes.get(name);
}

// ---- running

function say(status, failure = '') {
  byId('status').textContent = status;
  byId('failure').textContent = failure;
}

function progress(percent) {
  const bar = byId('progress');
  if (percent === null) {
    bar.removeAttribute('value');
    byId('status').textContent = t('run.waiting');
  } else {
    bar.value = percent;
    byId('status').textContent = t('run.percent', {percent: Math.round(percent)});
  }
}

async function run() {
  if (byId('run').disabled) {
    return;
  }
  byId('run').disabled = true;
  form.clearProblems();
  say('');
  const description = form.description;
  let inputs;
  try {
    inputs = await form.collect();
  } catch (error) {
    byId('run').disabled = false;
    if (!(error instanceof InputProblem && form.showProblem(error.input, error.message))) {
      say('', t('run.failed', {reason: error.message}));
    }
    return;
  }
  const output = form.output();
  const started = performance.now();
  const literals = Object.fromEntries(inputs.filter(input => input.literal !== undefined)
      .map(input => [input.id, input.literal]));
  for (const input of description.inputs) {
    literals[input.id] ??= input.fallback ?? '';
  }
  running(true);
  try {
    const request = executeDocument(description.id, inputs, output, description.async);
    state.execution = new Execution(endpoint(), request, progress);
    const answer = await state.execution.done;
    const result = await readResult(answer, {
      number: ++state.runs, id: description.id, title: processText(description).title, kind: output.kind, literals,
    });
    const seconds = number(Math.round((performance.now() - started) / 100) / 10);
    results.add(result);
    form.render();
    say(t('run.done', {name: result.name, seconds}));
  } catch (error) {
    if (state.execution?.cancelled) {
      say(t('run.cancelled'));
    } else {
      const shown = error.locator && form.showProblem(error.locator, error.message);
      say('', t('run.failed', {reason: error.message}));
      if (!shown) {
        byId('failure').scrollIntoView({block: 'nearest'});
      }
    }
  } finally {
    state.execution = null;
    running(false);
  }
  if (narrow() && byId('failure').textContent === '' && results.onMap) {
    byId('map-area').scrollIntoView();
  }
}

function running(on) {
  const cancelHadFocus = document.activeElement === byId('cancel');
  byId('run').disabled = on;
  byId('cancel').hidden = !on;
  byId('progress').hidden = !on;
  if (on) {
    byId('cancel').focus({preventScroll: true});
  } else if (cancelHadFocus || document.activeElement === document.body) {
    byId('run').focus({preventScroll: true});
  }
}

// ---- results on the map

function drawResult(result, band) {
  map.clearResult();
  let drawn = false;
  if (result?.coverage) {
    map.showCoverage(result.coverage, band, DENSITY, result.summary[band].maximum, band === 0);
    drawn = true;
  } else if (result?.collection) {
    drawn = map.showFeatures(result.collection, lookOf(result.rows, result.run).look, results.drawn);
  }
  // It stands alone over the outlines: with a view's colours between, two pictures would be read as one.
  for (const layer of state.drawn) {
    if (drawn && layer.on && !layer.outline) {
      layer.on = false;
      layer.aside = true;
    } else if (!drawn && layer.aside) {
      layer.on = true;
      layer.aside = false;
    }
  }
  checkView();
  renderLayers();
  drawLayers();
}

function mark(row) {
  map.highlight(row);
  results.mark(row);
}

// ---- start

byId('process-search').addEventListener('input', renderProcesses);
byId('process').addEventListener('change', event => chooseProcess(event.target.value));
byId('process-form').addEventListener('submit', event => {
  event.preventDefault();
  run();
});
byId('cancel').addEventListener('click', () => state.execution?.cancel());
byId('example').addEventListener('click', () =>
  form.fill(exampleFor(form.description.id, state.layers.map(layer => layer.name))));
byId('popup-close').addEventListener('click', closePopup);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    closePopup();
    byId('server').open = false;
  }
});
for (const radio of document.querySelectorAll('[name=language]')) {
  radio.addEventListener('change', () => {
    address({lang: radio.value});
    speak(radio.value);
  });
}
byId('server-form').addEventListener('submit', event => {
  event.preventDefault();
  const base = readBase(byId('base').value);
  if (base) {
    byId('server').open = false;
    address({base: base === HERE ? null : base});
    connect(base);
  }
});
byId('base-reset').addEventListener('click', () => {
  byId('server').open = false;
  address({base: null});
  connect(HERE);
});

const asked = new URLSearchParams(location.search);
state.view = VIEWS.find(view => view.id === asked.get('view'))?.id ?? VIEWS[0].id;
byId('legend').open = !narrow();
speak(preferredLanguage());
chooseTab(asked.get('tab') === 'analyse' ? 'tab-analyse' : 'tab-layers');
connect(readBase(asked.get('base') ?? HERE) ?? HERE).finally(() => document.body.classList.add('ready'));
