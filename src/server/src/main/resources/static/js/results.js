/** Results: what a process gave, as a table and facts, for download, and for the map and the charts. */
import {ChartPanel, columnsOf} from './charts.js';
import {byId, download, el, option} from './dom.js';
import {readGeoTiff} from './edubalance/geotiff.js';
import {currentLanguage, number, stageName, t} from './i18n.js';
import {METHODS, RAMPS, unitOf} from './looks.js';
import {learnCrs, namedCrs} from './map.js';
import {columnTitle, isCode, knowColumns, valueText} from './names.js';
import {workbook} from './xlsx.js';

const PAGE = 100;
const ENDINGS = [
  [/json/, 'geojson'], [/csv/, 'csv'], [/tiff/, 'tif'], [/arcgrid/, 'asc'], [/png/, 'png'], [/wkt|plain/, 'txt'],
  [/gml|xml/, 'xml'], [/zip/, 'zip'],
];

/**
 * Reads what an execution gave.
 *
 * @param {Object} output of an Execution
 * @param {{number, id, title, kind, literals}} run what was run, and the kind of output it declares
 */
export async function readResult(output, run) {
  const result = {number: run.number, run, name: run.title + ' ' + run.number, kind: run.kind, rows: [], fileName: ''};
  if (output.kind === 'literal') {
    return {...result, value: output.value};
  }
  if (output.kind === 'bbox') {
    const [west, south, east, north] = output.bbox;
    return {...result, value: output.bbox.map(number).join(', ') + ' ' + output.crs, collection: {
      type: 'FeatureCollection',
      crs: {properties: {name: output.crs}},
      features: [{type: 'Feature', properties: {}, geometry: {
        type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
      }}],
    }};
  }
  result.blob = output.blob;
  result.mimeType = output.mimeType;
  const ending = ENDINGS.find(([pattern]) => pattern.test(output.mimeType))?.[1] ?? 'dat';
  result.fileName = run.id.replace(/^.*:/, '') + '-' + run.number + '.' + ending;
  if (/json/.test(output.mimeType)) {
    const json = JSON.parse(await output.blob.text());
    result.collection = json.type === 'FeatureCollection' ? json
      : {type: 'FeatureCollection', features: [json.type === 'Feature' ? json : {type: 'Feature', properties: {}, geometry: json}]};
    const crs = namedCrs(result.collection);
    if (crs) {
      await learnCrs(crs);
    }
    result.rows = result.collection.features.map(feature => feature.properties ?? {});
  } else if (/wkt/.test(output.mimeType)) {
    result.value = await output.blob.text();
    result.collection = {type: 'FeatureCollection', features: [{
      type: 'Feature', properties: {}, geometry: new window.ol.format.GeoJSON().writeGeometryObject(
          new window.ol.format.WKT().readGeometry(result.value)),
    }]};
  } else if (/tiff/.test(output.mimeType)) {
    try {
      result.coverage = await readGeoTiff(await output.blob.arrayBuffer());
      if (!await learnCrs(result.coverage.crs)) {
        throw new Error(result.coverage.crs);
      }
      result.summary = result.coverage.bands.map(summarise);
    } catch (error) {
      result.coverage = null;
      result.unreadable = error.message;
    }
  }
  return result;
}

function summarise(band) {
  let [count, sum, maximum] = [0, 0, 0];
  for (const value of band) {
    if (!Number.isNaN(value)) {
      count++;
      sum += value;
      maximum = Math.max(maximum, value);
    }
  }
  return {count, mean: count > 0 ? sum / count : NaN, maximum};
}

/** Rows as CSV (RFC 4180), a point's place as lon and lat. Texts that a spreadsheet would run as a formula are quoted. */
export function toCsv(collection) {
  const rows = collection.features.map(feature => feature.properties ?? {});
  const names = columnsOf(rows).map(column => column.name);
  const points = collection.features.some(feature => feature.geometry?.type === 'Point');
  const cell = value => {
    const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const lines = [[...names, ...(points ? ['lon', 'lat'] : [])].map(cell).join(',')];
  collection.features.forEach((feature, i) => {
    const place = points ? (feature.geometry?.coordinates ?? ['', '']).slice(0, 2) : [];
    lines.push([...names.map(name => rows[i][name]), ...place].map(cell).join(','));
  });
  return lines.join('\r\n') + '\r\n';
}

const FIRST_COLUMNS = [
  'group', 'stage', 'dimension', 'indicator', 'item', 'characteristic', 'value', 'score', 'rank', 'level', 'moran_class', 'compliant', 'balanced', 'cv', 'met', 'below_floor', 'reasons',
];

/** The columns as a reader wants them: what a row is about and what came out, before what went in. */
function columnsToRead(rows) {
  const first = [currentLanguage() === 'zh' ? 'name_zh' : 'name', ...FIRST_COLUMNS];
  const place = ({name}) => (first.includes(name) ? first.indexOf(name) : first.length);
  return columnsOf(rows).sort((a, b) => place(a) - place(b));
}

/** Columns that rows are filtered by where they are there, with a handful of values. */
const FACETS = ['stage', 'county', 'group', 'level', 'compliant', 'balanced', 'moran_class', 'main_obstacle', 'priority', 'aspect', 'met'];
const MOST_VALUES = 60;
/** Columns whose texts readers know by other names. */
const NAMED = ['county', 'group', 'stage', 'indicator', 'item', 'dimension', 'main_obstacle', 'factor', 'other'];

/** The results panel. */
export class ResultsPanel {
  #results = [];
  #shown = null;
  #sort = {column: null, down: false};
  #page = 0;
  #band = 0;
  #stage = null;
  /** The stage to show first of a result that has several, null for the result's own first. */
  firstStage = null;
  #onMap = false;
  #listeners;
  #chart = new ChartPanel(byId('chart'), category => this.#pick(category));
  /** By column, the value that rows have to have. */
  #filters = new Map();
  /** Only rows whose places are in the map's window. */
  #inWindow = false;
  #visible = null;

  /**
   * @param {Object} listeners `onShow(result, band)` draws it (null for none), `onMark(row)` marks a row, `inWindow(feature)`
   *     tells whether a feature is in the map's window, `onFilter()` is called when other rows are shown
   */
  constructor(listeners) {
    this.#listeners = listeners;
    byId('result-pick').addEventListener('change', event => {
      this.show(this.#results.find(result => String(result.number) === event.target.value));
    });
    byId('result-on-map').addEventListener('change', event => this.putOnMap(event.target.checked));
    byId('result-stage').addEventListener('change', event => {
      this.#stage = event.target.value;
      this.putOnMap(true);
    });
    byId('result-window').addEventListener('change', event => {
      this.#inWindow = event.target.checked;
      this.#filtered(false);
    });
    byId('result-remove').addEventListener('click', () => this.#remove());
    byId('results-toggle').addEventListener('click', () => this.#fold(!byId('results').classList.contains('folded')));
  }

  /** All results of this session, the newest first. */
  get all() {
    return this.#results;
  }

  get band() {
    return this.#band;
  }

  add(result) {
    this.#results = [result, ...this.#results.filter(other => other.number !== result.number)];
    this.show(result);
  }

  show(result) {
    this.#shown = result ?? null;
    knowColumns(result?.collection?.columns ?? []);
    this.#sort = {column: null, down: false};
    this.#page = 0;
    this.#band = 0;
    this.#filters = new Map();
    this.#visible = null;
    const stages = this.#stagesOf(result ?? {rows: []});
    this.#stage = stages.find(stage => stage === this.firstStage) ?? stages[0] ?? null;
    this.#fold(false);
    this.render();
    this.putOnMap(true);
  }

  /** Draws the shown result, or takes it off the map; it stays in the table. */
  putOnMap(on) {
    this.#onMap = on && this.#shown !== null;
    byId('result-on-map').checked = this.#onMap;
    this.#listeners.onShow(this.#onMap ? this.#shown : null, this.#band);
  }

  /** The result that is on the map, or null. */
  get onMap() {
    return this.#onMap ? this.#shown : null;
  }

  /** Whether a row is drawn: of a region's stages one at a time, and no sum over all groups on top of the groups. */
  drawn = row => this.#fits(row) && this.#isOfStage(row);

  #isOfStage = row => row.group === undefined
    || ((row.group !== 'ALL' || this.#shown.rows.length === 1) && (this.#stage === null || row.stage === this.#stage));

  #stagesOf(result) {
    const stages = [...new Set(result.rows.map(row => row.stage))];
    return result.rows[0]?.group !== undefined && stages.length > 1 ? stages : [];
  }

  #fits(row) {
    return [...this.#filters].every(([column, value]) => String(row[column]) === value);
  }

  /** The numbers of the rows that are shown. */
  #rows(result) {
    this.#visible ??= result.rows.map((row, i) => i).filter(i => this.#fits(result.rows[i])
      && (!this.#inWindow || this.#listeners.inWindow(result.collection.features[i])));
    return this.#visible;
  }

  /** Shows other rows in the table and the chart, and on the map too if the filter is not the map itself. */
  #filtered(draw) {
    this.#visible = null;
    this.#page = 0;
    this.render();
    if (draw) {
      this.putOnMap(this.#onMap);
    }
    this.#listeners.onFilter();
  }

  /** Follows the map's window where rows are filtered by it. */
  mapMoved() {
    if (this.#inWindow && this.#shown?.collection) {
      this.#visible = null;
      this.render();
    }
  }

  /** The filters, for the page's address. */
  get filters() {
    return Object.fromEntries(this.#filters);
  }

  setFilters(filters) {
    this.#filters = new Map(Object.entries(filters));
    this.#filtered(true);
  }

  /** A category of the chart was clicked: filters by it, or no longer. */
  #pick(category) {
    // box plots tell how many there are behind the name
    const said = [category, category.replace(/ \(\d+\)$/, '')];
    const [found] = this.#facets(this.#shown).flatMap(({column, values}) =>
      values.filter(value => said.includes(valueText(column, value))).map(value => ({column, value})));
    if (found) {
      const {column, value} = found;
      if (this.#filters.get(column) === value) {
        this.#filters.delete(column);
      } else {
        this.#filters.set(column, value);
      }
      this.#filtered(true);
      return;
    }
    const row = this.#shown.rows.findIndex(one => Object.values(one).includes(category));
    if (row >= 0) {
      this.#listeners.onMark(row);
    }
  }

  #facets(result) {
    if (result.rows.length < 2) {
      return [];
    }
    return FACETS.map(column => ({
      column, values: [...new Set(result.rows.map(row => row[column]).filter(value => value !== null && value !== undefined).map(String))]
          .sort(new Intl.Collator(document.documentElement.lang, {numeric: true}).compare),
    })).filter(({column, values}) => values.length > 1 && values.length <= MOST_VALUES
      // chosen beside already
      && !(column === 'stage' && this.#stagesOf(result).length > 0));
  }

  #facetChoices(result) {
    const focused = document.activeElement?.dataset?.facet;
    const name = (column, value) => ({true: t('yes'), false: t('no')}[value] ?? valueText(column, value));
    byId('result-filters').replaceChildren(...this.#facets(result).map(({column, values}) => el('label', {class: 'inline'},
        el('span', {class: 'facts', text: columnTitle(column)}), el('select', {
          'data-facet': column,
          on: {
            change: event => {
              if (event.target.value === '') {
                this.#filters.delete(column);
              } else {
                this.#filters.set(column, event.target.value);
              }
              this.#filtered(true);
            },
          },
        }, option('', t('results.all')), values.map(value => option(value, name(column, value), this.#filters.get(column) === value))))),
    ...(this.#filters.size > 0 || this.#inWindow ? [el('span', {
      class: 'facts', role: 'status', text: t('results.shown', {shown: this.#rows(result).length, count: result.rows.length}),
    })] : []));
    if (focused) {
      document.querySelector(`[data-facet="${focused}"]`)?.focus();
    }
  }

  /** Colours of the map by a column of numbers: which, in how many classes, by which method, in which ramp. */
  #styleChoices(result) {
    const columns = columnsOf(result.rows).filter(({name, numeric}) => numeric && name !== 'id').map(({name}) => name);
    const usable = columns.length > 0 && result.collection?.features.some(feature => feature.geometry);
    byId('result-style').hidden = !usable;
    if (!usable) {
      return;
    }
    const style = result.style ??= {column: '', count: 5, method: 'QUANTILE', ramp: 'viridis'};
    const choice = (key, values, text) => el('label', {class: 'inline'}, el('span', {text: t('style.' + key)}), el('select', {
      id: 'style-' + key, disabled: key !== 'column' && style.column === '',
      on: {
        change: event => {
          style[key] = event.target.value;
          this.putOnMap(true);
          this.#styleChoices(result);
          byId('style-' + key).focus();
        },
      },
    }, values.map(value => option(String(value), text(value), String(value) === String(style[key])))));
    byId('result-style-body').replaceChildren(
        choice('column', ['', ...columns], name => (name === '' ? t('style.usual') : columnTitle(name))),
        choice('count', [2, 3, 4, 5, 6, 7, 8, 9], String),
        choice('method', METHODS, name => t('method.' + name)),
        choice('ramp', Object.keys(RAMPS), name => t('ramp.' + name)));
  }

  /** Takes the result off the map and its table out of the way. */
  putAside() {
    if (this.#shown) {
      this.putOnMap(false);
      this.#fold(true);
    }
  }

  #remove() {
    this.#results = this.#results.filter(result => result !== this.#shown);
    this.show(this.#results[0]);
    if (this.#results.length === 0) {
      byId('run').focus();
    }
  }

  #fold(folded) {
    byId('results').classList.toggle('folded', folded);
    byId('results-toggle').setAttribute('aria-expanded', String(!folded));
    byId('results-toggle').textContent = t(folded ? 'results.showTable' : 'results.hide');
  }

  render() {
    const result = this.#shown;
    byId('results').hidden = !result;
    if (!result) {
      this.#chart.show(null);
      return;
    }
    byId('result-pick').replaceChildren(...this.#results.map(other =>
      option(String(other.number), other.name, other === result)));
    const drawable = Boolean(result.coverage) || (result.collection?.features.some(feature => feature.geometry) ?? false);
    byId('result-on-map').closest('label').hidden = !drawable;
    const stages = this.#stagesOf(result);
    byId('result-stage').closest('label').hidden = !drawable || stages.length === 0;
    byId('result-window').closest('label').hidden = !drawable || Boolean(result.coverage);
    this.#facetChoices(result);
    this.#styleChoices(result);
    byId('result-stage').replaceChildren(...stages.map(stage => option(stage, stageName(stage), stage === this.#stage)));
    this.#fold(byId('results').classList.contains('folded'));
    byId('downloads').replaceChildren(...this.#downloads(result));
    byId('table').replaceChildren(...this.#content(result));
    byId('results').classList.toggle('charted', result.rows.length > 0);
    const rows = this.#rows(result);
    this.#chart.show(rows.length === 0 ? null
      : rows.length === result.rows.length ? result : {...result, rows: rows.map(i => result.rows[i])});
  }

  #downloads(result) {
    const button = (label, action) => el('button', {type: 'button', class: 'quiet', text: label, on: {click: action}});
    const buttons = [];
    if (result.blob) {
      const name = {geojson: 'GeoJSON', tif: 'GeoTIFF', csv: 'CSV', asc: 'ArcGrid', png: 'PNG', txt: 'WKT'};
      const ending = result.fileName.replace(/^.*\./, '');
      buttons.push(button(name[ending] ?? ending.toUpperCase(), () => download(result.fileName, result.blob)));
    }
    if (result.collection && result.rows.length > 0) {
      buttons.push(button('CSV', () =>
        // Spreadsheets take a CSV without a byte order mark for one in the system's own encoding.
        download(result.fileName.replace(/\.\w+$/, '.csv'), '\uFEFF' + toCsv(result.collection), 'text/csv')));
      buttons.push(button('Excel', () => download(result.fileName.replace(/\.\w+$/, '.xlsx'), this.#workbook(result))));
    }
    return buttons;
  }

  /** The rows that are shown, under the titles of their columns. */
  #workbook(result) {
    const columns = columnsToRead(result.rows).map(({name}) => name);
    const points = result.collection.features.some(feature => feature.geometry?.type === 'Point');
    const rows = this.#order(result).map(i => [...columns.map(name => result.rows[i][name]),
      ...(points ? (result.collection.features[i].geometry?.coordinates ?? []).slice(0, 2) : [])]);
    return workbook(result.name, [...columns.map(columnTitle), ...(points ? ['lon', 'lat'] : [])], rows);
  }

  #content(result) {
    if (result.coverage) {
      return this.#coverageFacts(result);
    }
    if (result.value !== undefined) {
      return [el('dl', {class: 'facts-list'}, el('dt', {text: t('results.value')}), el('dd', {text: result.value}))];
    }
    if (result.unreadable) {
      return [el('p', {text: t('results.unreadable', {reason: result.unreadable})})];
    }
    if (!result.collection) {
      return [el('p', {text: t('results.other')})];
    }
    return result.rows.length === 0 ? [el('p', {text: t('results.empty')})] : this.#table(result);
  }

  #coverageFacts(result) {
    const {coverage, summary} = result;
    const withUnit = value => number(value) + ' ' + unitOf(result.run);
    const facts = [
      ['results.maximum', withUnit(summary[this.#band].maximum)],
      ['results.mean', withUnit(summary[this.#band].mean)],
      ['results.cells', coverage.width + ' × ' + coverage.height],
      ['results.extent', coverage.extent.map(number).join(', ') + ' (' + coverage.crs + ')'],
    ];
    const bands = coverage.bands.length > 1
      ? el('label', {class: 'inline'}, el('span', {text: t('results.band')}), el('select', {
        on: {
          change: event => {
            this.#band = Number(event.target.value);
            this.render();
            this.putOnMap(true);
          },
        },
      }, coverage.bands.map((band, i) => option(String(i), String(i + 1), i === this.#band))))
      : null;
    return [bands ?? '', el('dl', {class: 'facts-list'}, facts.flatMap(([key, value]) =>
      [el('dt', {text: t(key)}), el('dd', {text: value})]))];
  }

  #order(result) {
    const order = [...this.#rows(result)];
    const {column, down} = this.#sort;
    if (column !== null) {
      const compare = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
      const empty = value => value === null || value === undefined;
      order.sort((a, b) => {
        const [x, y] = [result.rows[a][column], result.rows[b][column]];
        if (empty(x) || empty(y)) {
          return empty(x) - empty(y);
        }
        const sign = typeof x === 'number' && typeof y === 'number' ? x - y : compare(String(x), String(y));
        return down ? -sign : sign;
      });
    }
    return order;
  }

  #table(result) {
    const columns = columnsToRead(result.rows);
    const order = this.#order(result);
    const from = this.#page * PAGE;
    const located = result.collection.features.some(feature => feature.geometry);
    const head = columns.map(({name, numeric}) => {
      const sorted = this.#sort.column === name;
      const arrow = sorted ? (this.#sort.down ? ' ▼' : ' ▲') : '';
      return el('th', {
        scope: 'col', class: numeric ? 'number' : null,
        'aria-sort': sorted ? (this.#sort.down ? 'descending' : 'ascending') : null,
      }, el('button', {
        type: 'button', text: columnTitle(name) + arrow, title: t('results.sort', {name}), 'data-sort': name,
        on: {click: () => this.#sortBy(name)},
      }));
    });
    const rows = order.slice(from, from + PAGE).map(i => {
      const row = result.rows[i];
      const cells = columns.map(({name, numeric}) => this.#cell(name, row[name], numeric));
      const marker = el('td', {class: 'mark'}, located && result.collection.features[i].geometry
        ? el('button', {
          type: 'button', text: String(i + 1), 'aria-label': t('results.mark', {number: i + 1}),
          on: {click: () => this.#listeners.onMark(i)},
        })
        : String(i + 1));
      return el('tr', {'data-row': String(i)}, marker, cells);
    });
    const table = el('table', {}, el('caption', {class: 'hidden', text: t('results.table')}),
        el('thead', {}, el('tr', {}, el('th', {scope: 'col', class: 'mark', text: '#', 'aria-label': t('results.row')}), head)),
        el('tbody', {
          on: {
            click: event => {
              const row = event.target.closest('tr');
              if (row && located) {
                this.#listeners.onMark(Number(row.dataset.row));
              }
            },
          },
        }, rows));
    return [el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('results.table')}, table), this.#pages(order.length, from)];
  }

  #cell(name, value, numeric) {
    if (value === null || value === undefined) {
      return el('td', {class: 'nothing', text: '–'});
    }
    if (numeric) {
      return el('td', {class: 'number', title: String(value), text: isCode(name) ? String(value) : number(value)});
    }
    if (typeof value === 'boolean') {
      return el('td', {title: String(value), text: t(value ? 'yes' : 'no')});
    }
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    const shown = NAMED.includes(name) ? valueText(name, text) : text;
    return el('td', {title: shown === text && text.length < 40 ? null : text, text: shown});
  }

  #pages(count, from) {
    const to = Math.min(count, from + PAGE);
    if (count <= PAGE) {
      return el('p', {class: 'pages', text: t('results.rows', {count})});
    }
    const turn = (text, label, step, possible) => el('button', {
      type: 'button', class: 'quiet', text, 'aria-label': t(label), disabled: !possible,
      on: {
        click: () => {
          this.#page += step;
          this.render();
        },
      },
    });
    return el('p', {class: 'pages'},
        turn('‹', 'results.previous', -1, from > 0),
        t('results.rowsOf', {from: from + 1, to, count}),
        turn('›', 'results.next', 1, to < count));
  }

  #sortBy(name) {
    this.#sort = {column: name, down: this.#sort.column === name ? !this.#sort.down : false};
    this.#page = 0;
    byId('table').replaceChildren(...this.#content(this.#shown));
    [...document.querySelectorAll('[data-sort]')].find(button => button.dataset.sort === name)?.focus();
  }

  /** Shows in the table which row is marked on the map. */
  mark(row) {
    document.querySelectorAll('#table tr.marked').forEach(other => other.classList.remove('marked'));
    document.querySelector(`#table tr[data-row="${Number(row)}"]`)?.classList.add('marked');
  }
}
