/** The viewer: wires the map, the views and layers, the process form and the results together. */
import {changeAddress, HERE, readBase} from './address.js';
import {alertOf, clearAlerts} from './alerts.js';
import {byId, tabList} from './dom.js';
import {DrawnLayers} from './drawn-layers.js';
import {ProcessForm} from './form.js';
import {preferredLanguage, setLanguage, t} from './i18n.js';
import {renderLegend} from './legend.js';
import {lookOf} from './looks.js';
import {ViewerMap} from './map.js';
import {DENSITY} from './palette.js';
import {PlacePopup} from './place-popup.js';
import {ProcessPanel} from './process-panel.js';
import {loadProcessTexts} from './process-texts.js';
import {ReadyViews} from './ready-views.js';
import {ResultsPanel} from './results.js';
import {Server} from './server.js';
import {VIEWS} from './views.js';
import {imageError} from './wms.js';

const asked = new URLSearchParams(location.search);
const narrow = () => !window.matchMedia('(min-width: 900px)').matches;

let server = new Server(readBase(asked.get('base') ?? HERE) ?? HERE);
/** How many pictures of the map are on their way. */
let loading = 0;

const map = new ViewerMap(byId('map'), byId('popup'), {
  onAsk: (coordinate, hits) => popup.ask(coordinate, hits),
  onWmsError: async (layer, url) => {
    const reason = url ? await imageError(url) : '';
    alertOf(t('layer.failed', {name: layer.name, reason: reason || '?'}));
  },
  onLoading: step => {
    loading = Math.max(0, loading + step);
    byId('map-loading').hidden = loading === 0;
  },
});

const results = new ResultsPanel({onShow: drawResult, onMark: mark});

const popup = new PlacePopup(map, results, name => server.titleOf(name), mark);

const drawn = new DrawnLayers(server, map, () => {
  views.render(results.onMap);
  renderLegend(server, drawn.inLegend, results);
});

const views = new ReadyViews(asked.get('view'), server, drawn, {onTake: takeView, onCompute: computeView});

const form = new ProcessForm(byId('fields'), {
  layers: () => server.layers,
  // What the view is about: the layer on top of it.
  firstLayer: () => drawn.top?.name ?? '',
  attributes: name => server.attributes(name),
  results: () => results.all,
  mapWindow: () => map.window(),
});

const processes = new ProcessPanel(form, result => {
  results.add(result);
  if (narrow() && results.onMap) {
    byId('map-area').scrollIntoView();
  }
});

const chooseTab = tabList(byId('tabs'));

function takeView(view, whole) {
  changeAddress({view: view === VIEWS[0] ? null : view.id});
  results.putAside();
  drawn.take(view.layers, server);
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
    shown = map.showFeatures(result.collection, lookOf(result.rows, result.run).look, results.drawn);
  }
  drawn.putAside(shown);
}

function mark(row) {
  map.highlight(row);
  results.mark(row);
}

/** Takes a server's layers and processes. */
async function connect(base) {
  server = new Server(base);
  byId('base').value = base;
  clearAlerts();
  renderConnected();
  const taken = server;
  await taken.load(error => alertOf(t('error.connect', {host: base, reason: error.message})));
  if (taken !== server) {
    return;
  }
  views.take(server);
  renderConnected();
  await processes.take(server);
}

function renderConnected() {
  const here = server.base === HERE;
  byId('connected').textContent = here ? '' : t('server.at', {host: server.base});
  // The report is this server's own, on its schools and counties.
  const report = byId('report');
  report.hidden = !here || !['edu:schools', 'edu:counties'].every(name => server.layer(name));
  report.href = `report?lang=${document.querySelector('[name=language]:checked')?.value ?? 'en'}`;
}

function speak(language) {
  setLanguage(language);
  for (const radio of document.querySelectorAll('[name=language]')) {
    radio.checked = radio.value === language;
  }
  map.label({zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut')});
  views.render(results.onMap);
  drawn.render();
  processes.render();
  results.render();
  renderLegend(server, drawn.inLegend, results);
  renderConnected();
}

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    popup.close();
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

byId('server-form').addEventListener('submit', event => {
  event.preventDefault();
  const base = readBase(byId('base').value);
  if (base) {
    use(base);
  }
});
byId('base-reset').addEventListener('click', () => use(HERE));

byId('legend').open = !narrow();
await loadProcessTexts();
speak(preferredLanguage());
chooseTab(asked.get('tab') === 'analyse' ? 'tab-analyse' : 'tab-layers');
connect(server.base).finally(() => document.body.classList.add('ready'));
