/** The viewer: wires the map, the views and layers, the user's own data, the process form and the results together. */
import {changeAddress, HERE, readBase, readJson} from './address.js';
import {alertOf, clearAlerts} from './alerts.js';
import {ColumnsDialog} from './columns-dialog.js';
import {byId, tabList} from './dom.js';
import {DrawnLayers} from './drawn-layers.js';
import {takeFiles} from './drop.js';
import {askEncoding} from './encoding-dialog.js';
import {ProcessForm} from './form.js';
import {currentLanguage, preferredLanguage, setLanguage, t} from './i18n.js';
import {Jobs} from './jobs.js';
import {renderLegend} from './legend.js';
import {lookOf} from './looks.js';
import {exportMap} from './map-export.js';
import {MapTools} from './map-tools.js';
import {ViewerMap} from './map.js';
import {knowPlaces, knowTerms} from './names.js';
import {bundled, OwnData} from './own-data.js';
import {DENSITY} from './palette.js';
import {PlacePopup} from './place-popup.js';
import {ProcessPanel} from './process-panel.js';
import {loadProcessTexts} from './process-texts.js';
import {ReadyViews} from './ready-views.js';
import {ReportDialog} from './report-dialog.js';
import {ResultsPanel} from './results.js';
import {Server} from './server.js';
import {loadSettings} from './settings.js';
import {VIEWS} from './views.js';
import {imageError} from './wms.js';

const asked = new URLSearchParams(location.search);
const narrow = () => !window.matchMedia('(min-width: 900px)').matches;

const OWN = 'own:';

/** What the address asks for is drawn once; afterwards the address follows what is drawn. */
let restored = false;
let settings = {uploads: false, servers: [], baseMaps: [], terms: []};
/** How many pictures of the map are on their way. */
let loading = 0;
let baseAttribution = '';

const own = new OwnData(ownChanged, reason => alertOf(reason));
let server = serverAt(readBase(asked.get('base') ?? HERE) ?? HERE);

function serverAt(base) {
  return new Server(base, base === HERE ? own : null);
}

const map = new ViewerMap(byId('map'), byId('popup'), {
  onAsk: (coordinate, hits) => popup.ask(coordinate, hits),
  onWmsError: async (layer, url, known = '') => {
    const reason = url ? await imageError(url, currentLanguage()) : known;
    alertOf(t('layer.failed', {name: server.titleOf(layer.name), reason: reason || '?'}));
  },
  onLoading: step => {
    loading = Math.max(0, loading + step);
    byId('map-loading').hidden = loading === 0;
  },
  onMove: () => {
    results.mapMoved();
    remember();
  },
});

const results = new ResultsPanel({
  onShow: drawResult, onMark: mark, onFilter: remember,
  inWindow: feature => map.shows(feature, results.onMap?.collection ?? {}),
});

const popup = new PlacePopup(map, results, name => server.titleOf(name), mark);

const drawn = new DrawnLayers(server, map, () => {
  views.render(results.onMap);
  renderLegend(server, drawn.inLegend, results);
  tools.follow();
  renderAttribution();
  remember();
}, {
  columns: layer => columns.open(layer),
  remove: layer => own.remove(layer).catch(error => alertOf(error.message)),
});

const views = new ReadyViews(asked.get('view'), server, drawn, {onTake: takeView, onCompute: computeView, onChange: remember});

const form = new ProcessForm(byId('fields'), {
  layers: () => server.tables,
  grids: () => server.grids,
  // What the view is about: the layer on top of it, or a table without places, which is not drawn.
  firstLayer: () => {
    const schools = server.layer(views.about.schools);
    const name = schools?.own && !schools.drawable ? schools.name : drawn.top?.name;
    return name && !server.layer(name)?.grid ? name : '';
  },
  attributes: name => server.attributes(name),
  results: () => results.all,
  mapWindow: () => map.window(),
});

const jobs = new Jobs(result => showResult(result));

const processes = new ProcessPanel(form, jobs, showResult);

const tools = new MapTools(map, {
  server: () => server,
  layerToSearch: () => views.about.schools,
  onFound: coordinate => popup.ask(coordinate, []),
  onBase: attribution => {
    baseAttribution = attribution;
    renderAttribution();
    remember();
  },
});

const columns = new ColumnsDialog(own);

const report = new ReportDialog(() => server, () => views.about);

const chooseTab = tabList(byId('tabs'));

function showResult(result) {
  results.add(result);
  if (narrow() && results.onMap) {
    byId('map-area').scrollIntoView();
  }
}

function takeView(view, layers, whole) {
  results.putAside();
  drawn.take(layers, server);
  if (whole && drawn.bounds) {
    map.setRegion(drawn.bounds);
    map.fitGeographic(drawn.bounds);
  }
}

function computeView(process, inputs, stage) {
  chooseTab('tab-analyse');
  results.firstStage = stage ?? null;
  return processes.runWith(process, inputs);
}

function drawResult(result, band) {
  map.clearResult();
  let shown = false;
  if (result?.coverage) {
    map.showCoverage(result.coverage, band, DENSITY, result.summary[band].maximum, band === 0);
    shown = true;
  } else if (result?.collection) {
    shown = map.showFeatures(result.collection, lookOf(result.rows, result.run, result.style).look, results.drawn);
  }
  drawn.putAside(shown);
}

function mark(row) {
  map.highlight(row);
  results.mark(row);
}

/** Writes into the address what is to be seen, so that it can be sent to somebody or come back to. */
function remember() {
  if (!restored) {
    return;
  }
  const result = results.onMap;
  const status = result ? jobs.statusOf(result.run) : null;
  const filters = results.filters;
  const {schools, regions} = views.about;
  const isSample = schools === 'edu:schools' && regions === 'edu:counties';
  const id = jobId(status);
  changeAddress({
    view: views.view === VIEWS[0] ? null : views.view.id,
    about: isSample ? null : JSON.stringify({schools: toldName(schools), regions: toldName(regions)}),
    layers: JSON.stringify(drawn.state.map(layer => ({...layer, name: toldName(layer.name)}))),
    at: map.place.join(','),
    base_map: tools.base || null,
    job: id ? JSON.stringify({run: result.run, id}) : null,
    filters: result && Object.keys(filters).length > 0 ? JSON.stringify(filters) : null,
  });
}

/** The execution of a status address: no more of it is told or believed. */
const jobId = status => /[?&]executionId=([\w-]{1,64})(&|$)/i.exec(status ?? '')?.[1] ?? null;

/** An own layer's name is the key to it: it stays out of the address. */
const toldName = name => (server.layer(name)?.own ? OWN + server.layer(name).id : name);
const knownName = name => (name.startsWith(OWN) ? own.layers.find(layer => OWN + layer.id === name)?.name ?? name : name);

/** Draws what the address asks for beyond the view. */
async function restore() {
  if (restored) {
    return;
  }
  restored = true;
  const at = asked.get('at')?.split(',').map(Number);
  if (asked.get('base_map')) {
    await tools.setBase(asked.get('base_map'));
  }
  const job = readJson(asked, 'job');
  if (typeof job?.run?.title === 'string' && typeof job.run.id === 'string' && /^[\w-]{1,64}$/.test(job.id)) {
    try {
      await jobs.openShared(job.run, job.id);
      results.setFilters(readJson(asked, 'filters') ?? {});
    } catch (error) {
      alertOf(t('jobs.gone', {name: String(job.run.title), reason: error.message}));
    }
  }
  if (at?.length === 3 && at.every(Number.isFinite)) {
    map.goTo(at);
  }
  remember();
}

/** Takes a server's layers and processes. */
async function connect(base) {
  server = serverAt(base);
  byId('base').value = base;
  clearAlerts();
  renderConnected();
  const taken = server;
  const failures = [];
  await Promise.all([
    taken.load(error => failures.push(error.message)),
    base === HERE ? own.resume() : null,
  ]);
  if (taken !== server) {
    return;
  }
  if (failures.length > 0) {
    alertOf(t('error.connect', {host: base, reason: [...new Set(failures)].join('; ')}));
  }
  learnPlaces();
  views.take(server, restored ? {} : aboutOf(readJson(asked, 'about')), restored ? null : layersOf(readJson(asked, 'layers')));
  jobs.take(server);
  renderConnected();
  await processes.take(server);
  await restore();
}

/** Layers that an address names, if they are what this page wrote. */
function layersOf(layers) {
  const fits = layer => typeof layer?.name === 'string' && typeof (layer.style ?? '') === 'string';
  return Array.isArray(layers) && layers.length > 0 && layers.every(fits)
    ? layers.map(layer => ({...layer, name: knownName(layer.name)})) : null;
}

function aboutOf(about) {
  return Object.fromEntries(['schools', 'regions'].filter(kind => typeof about?.[kind] === 'string')
      .map(kind => [kind, knownName(about[kind])]));
}

/** The Chinese names of the counties, by what schools call them. */
async function learnPlaces() {
  if (!server.layer('edu:counties') || !server.hasProcess('vec:Query')) {
    return;
  }
  try {
    const {features} = await server.features('edu:counties', {properties: ['county', 'name_zh']});
    knowPlaces(new Map(features.map(({properties}) => [properties.county, properties.name_zh]).filter(([, name]) => name)));
    results.render();
  } catch {
    // counties of other attributes: their keys have to do
  }
}

function ownChanged() {
  server.layers.filter(layer => layer.own).forEach(layer => server.forget(layer.name));
  views.follow();
  drawn.follow();
  form.render();
  renderConnected();
}

/** Brings a file, and asks for its encoding where that has to be named. */
async function addAsking(file, encoding = '') {
  try {
    return await own.add(file, {encoding});
  } catch (error) {
    const named = error.locator === 'encoding' ? await askEncoding(file.name, error.message) : '';
    if (!named) {
      throw error;
    }
    return addAsking(file, named);
  }
}

/** Takes files that were dropped or chosen. */
async function addFiles(files) {
  chooseTab('tab-layers');
  if (server.base !== HERE) {
    alertOf(t('own.elsewhere'));
    return;
  }
  const added = [];
  for (const file of await bundled(files)) {
    byId('own-state').textContent = t('own.reading', {name: file.name});
    try {
      added.push(...await addAsking(file));
    } catch (error) {
      alertOf(t('own.failed', {name: file.name, reason: error.message}));
    }
  }
  byId('own-state').textContent = added.length > 0 ? t('own.added', {count: added.length}) : '';
  const draw = layer => drawn.add({name: layer.name, style: '', outline: /Polygon/.test(layer.geometry ?? '')});
  added.filter(layer => layer.drawable && !layer.grid).forEach(draw);
  const placed = added.filter(layer => layer.bounds);
  const points = placed.find(layer => !layer.grid && !/Polygon|Line/.test(layer.geometry)) ?? added.find(layer => !layer.drawable);
  const areas = placed.find(layer => /Polygon/.test(layer.geometry));
  if (points || areas) {
    views.setAbout({...(points ? {schools: points.name} : {}), ...(areas ? {regions: areas.name} : {})});
  }
  added.filter(layer => layer.grid).forEach(draw);
  if (placed.length > 0) {
    map.fitGeographic(placed[0].bounds);
  }
  const asked = points ?? added.find(layer => !layer.grid);
  if (asked) {
    columns.open(asked);
  }
}

function renderAttribution() {
  const texts = [drawn.attribution, baseAttribution].filter(text => text);
  byId('attribution').textContent = texts.join(' · ');
}

function renderConnected() {
  const here = server.base === HERE;
  byId('connected').textContent = here ? '' : t('server.at', {host: server.base});
  // The report is this server's own.
  byId('report').hidden = !here || !(server.tables.some(layer => layer.own)
    || ['edu:schools', 'edu:counties'].every(name => server.layer(name)));
  byId('own').hidden = !here || !own.enabled;
}

function speak(language) {
  setLanguage(language);
  for (const radio of document.querySelectorAll('[name=language]')) {
    radio.checked = radio.value === language;
  }
  map.label({zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut')});
  tools.render();
  views.render(results.onMap);
  drawn.render();
  processes.render();
  jobs.render();
  results.render();
  columns.render();
  report.render();
  renderLegend(server, drawn.inLegend, results);
  renderAttribution();
  renderConnected();
  own.speak();
}

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    popup.close();
    tools.endMeasuring();
    byId('found').replaceChildren();
    byId('server').open = false;
  }
});
for (const radio of document.querySelectorAll('[name=language]')) {
  radio.addEventListener('change', () => {
    changeAddress({lang: radio.value});
    speak(radio.value);
  });
}

/** Goes over to another server, as the server panel asks for. */
function use(base) {
  byId('server').open = false;
  changeAddress({base: base === HERE ? null : base});
  return connect(base);
}

/** Whether this page's server lets the page work with a server. */
function mayUse(base) {
  const origin = new URL(base).origin;
  return settings.servers.length === 0 || origin === new URL(HERE).origin
    || settings.servers.some(allowed => allowed === origin || (allowed.endsWith(':*') && origin.startsWith(allowed.slice(0, -1))));
}

byId('server-form').addEventListener('submit', event => {
  event.preventDefault();
  const base = readBase(byId('base').value);
  if (base && !mayUse(base)) {
    alertOf(t('server.notListed', {host: base}));
  } else if (base) {
    use(base);
  }
});
byId('base-reset').addEventListener('click', () => use(HERE));

takeFiles({enabled: () => own.enabled, onFiles: addFiles}, byId('curtain'), byId('own-files'));
byId('own-choose').addEventListener('click', () => byId('own-files').click());

byId('export-map').addEventListener('click', async () => {
  const title = results.onMap?.name ?? t('view.' + views.view.id);
  const source = byId('attribution').textContent;
  try {
    await exportMap(map, {title, subtitle: results.onMap ? '' : byId('view-help').textContent,
      source: [source, t('export.made', {date: new Date().toISOString().slice(0, 10)})].filter(text => text).join(' · ')},
    'map.png');
  } catch (error) {
    alertOf(error.name === 'SecurityError' ? t('export.foreign') : t('export.failed'));
  }
});

byId('share').addEventListener('click', async () => {
  remember();
  try {
    await navigator.clipboard.writeText(location.href);
    byId('own-state').textContent = '';
    byId('shared').textContent = t('share.copied');
  } catch {
    byId('shared').textContent = t('share.address');
  }
});

byId('legend').open = !narrow();
[settings] = await Promise.all([loadSettings(), loadProcessTexts()]);
own.enabled = settings.uploads;
knowTerms(settings.terms);
own.terms = settings.terms;
tools.offer(settings.baseMaps);
speak(preferredLanguage());
chooseTab({analyse: 'tab-analyse', jobs: 'tab-jobs'}[asked.get('tab')] ?? 'tab-layers');
if (server.base !== HERE && !mayUse(server.base)) {
  alertOf(t('server.notListed', {host: server.base}));
  server = serverAt(HERE);
}
connect(server.base).finally(() => document.body.classList.add('ready'));
