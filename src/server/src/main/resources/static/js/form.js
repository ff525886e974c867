/** A form for any process, made from its DescribeProcess, and what it holds as inputs of an Execute. */
import {el, option} from './dom.js';
import {t} from './i18n.js';
import {inputText, layerTitle, processText} from './process-texts.js';
import {bestFormat, inlineGeoJson, layer as layerReference, toBase64} from './edubalance/edubalance.js';

const FIRST_SHOWN = 4;
const WCS = 'http://geoserver/wcs?service=WCS&version=1.0.0&request=GetCoverage&coverage=';

/** What a user typed or chose that can't be sent, at the input it belongs to. */
export class InputProblem extends Error {
  constructor(input, message) {
    super(message);
    this.input = input;
  }
}

export class ProcessForm {
  #container;
  #context;
  #description = null;
  #values = new Map();
  #formats = new Map();
  #optionsOpen = false;

  /**
   * @param {HTMLElement} container
   * @param {Object} context `layers()` of features, `grids()`, `firstLayer()` → name, `attributes(layer)` → Promise of a Map, `results()`, `mapWindow()`
   */
  constructor(container, context) {
    this.#container = container;
    this.#context = context;
  }

  get description() {
    return this.#description;
  }

  show(description) {
    this.#description = description;
    this.#optionsOpen = false;
    this.render();
  }

  /** Sets inputs: `{id: [entry, …]}`, an entry being `{value}` or `{source: 'layer', layer}`. */
  fill(values) {
    const all = this.#valuesOf();
    for (const input of this.#description.inputs) {
      if (values[input.id]) {
        all.set(input.id, values[input.id].map(entry => ({...this.#fresh(input), ...entry})));
      }
    }
    this.render();
  }

  #valuesOf() {
    if (!this.#values.has(this.#description.id)) {
      this.#values.set(this.#description.id, new Map());
    }
    return this.#values.get(this.#description.id);
  }

  #entries(input) {
    const all = this.#valuesOf();
    if (!all.has(input.id)) {
      const count = Math.max(1, Math.min(input.min, 20));
      all.set(input.id, Array.from({length: count}, () => this.#fresh(input)));
    }
    return all.get(input.id);
  }

  #fresh(input) {
    if (input.kind === 'features' && input.min > 0) {
      return {source: 'layer', layer: this.#context.firstLayer()};
    }
    return {source: '', value: ''};
  }

  /** Draws the form again, for example in another language; what was typed stays. */
  render() {
    if (!this.#description) {
      return;
    }
    const {inputs, outputs} = this.#description;
    const first = inputs.filter((input, i) => input.min > 0 || i < FIRST_SHOWN);
    const rest = inputs.filter(input => !first.includes(input));
    const options = el('details', {
      class: 'options', open: this.#optionsOpen, on: {toggle: event => { this.#optionsOpen = event.target.open; }},
    }, el('summary', {text: t('form.more', {count: rest.length})}), rest.map(input => this.#field(input)));
    this.#container.replaceChildren(
        ...first.map(input => this.#field(input)),
        ...(rest.length > 0 ? [options] : []),
        this.#formatField(outputs[0]));
    this.#offerAttributes();
  }

  #id(input, suffix = '') {
    return 'in-' + input.id.replace(/[^\w-]/g, '_') + suffix;
  }

  #field(input) {
    const texts = inputText(this.#description.id, input);
    const entries = this.#entries(input);
    const facts = [typeText(input), input.unit, input.min > 0 ? t('form.required') : t('form.optional')]
        .filter(fact => fact).join(' · ');
    const fallback = input.fallback === undefined || input.fallback === ''
      ? '' : t('form.default', {value: input.fallback});
    const controls = entries.map((entry, i) => this.#entry(input, entries, entry, i));
    const add = input.max > 1
      ? el('button', {
        type: 'button', class: 'quiet', disabled: entries.length >= input.max, text: t('form.add'),
        'aria-label': t('form.addTo', {name: texts.title}),
        on: {click: () => this.#change(() => entries.push(this.#fresh(input)), this.#id(input, '-' + entries.length))},
      })
      : null;
    const help = el('p', {class: 'help', id: this.#id(input, '-help')},
        texts.help, texts.help && fallback ? ' ' : '', fallback);
    const problem = el('p', {class: 'problem', id: this.#id(input, '-problem'), hidden: true});
    const heading = [el('span', {class: 'name', text: texts.title}), ' ', el('span', {class: 'facts', text: facts})];
    const suggestions = isAttribute(input) ? el('datalist', {id: this.#id(input, '-list'), 'data-attributes': ''}) : null;
    const single = input.kind === 'literal' && input.max === 1;
    return single
      ? el('div', {class: 'field', 'data-input': input.id},
          el('label', {for: this.#id(input, '-0')}, heading), controls, suggestions, help, problem)
      : el('fieldset', {class: 'field', 'data-input': input.id, 'aria-describedby': this.#id(input, '-help')},
          el('legend', {}, heading), controls, add, suggestions, help, problem);
  }

  #change(action, focusId) {
    action();
    this.render();
    document.getElementById(focusId)?.focus();
  }

  #entry(input, entries, entry, i) {
    const id = this.#id(input, '-' + i);
    const control = {
      literal: () => this.#literal(input, entry, id, i),
      bbox: () => this.#bbox(input, entry, id),
    }[input.kind]?.() ?? this.#complex(input, entry, id);
    if (input.max === 1 || entries.length <= Math.max(1, input.min)) {
      return el('div', {class: 'entry'}, control);
    }
    return el('div', {class: 'entry'}, control, el('button', {
      type: 'button', class: 'quiet remove', text: '×', title: t('form.remove'),
      'aria-label': t('form.removeOf', {name: input.id, number: i + 1}),
      on: {click: () => this.#change(() => entries.splice(i, 1), this.#id(input, '-' + Math.max(0, i - 1)))},
    }));
  }

  #literal(input, entry, id, i) {
    const set = event => { entry.value = event.target.value; };
    const common = {
      id, 'aria-describedby': this.#id(input, '-help'),
      'aria-label': input.max > 1 ? input.id + ' ' + (i + 1) : null,
      'aria-required': input.min > 0 ? 'true' : null,
    };
    const allowed = input.type === 'boolean' ? ['true', 'false'] : input.allowed;
    if (allowed.length > 0) {
      const none = input.fallback ? t('form.defaultChoice', {value: input.fallback}) : t('form.none');
      const select = el('select', {...common, on: {change: set}},
          option('', none), allowed.map(value => option(value, value, value === entry.value)));
      return select;
    }
    const numeric = input.type === 'number' || input.type === 'integer';
    const list = isAttribute(input) ? this.#id(input, '-list') : null;
    const control = el('input', {
      ...common, type: 'text', inputmode: numeric ? 'decimal' : null, list, autocomplete: 'off', spellcheck: 'false',
      placeholder: input.fallback || null, on: {input: set},
    });
    control.value = entry.value;
    return control;
  }

  #bbox(input, entry, id) {
    const names = ['minX', 'minY', 'maxX', 'maxY'];
    entry.box ??= ['', '', '', ''];
    entry.crs ??= 'EPSG:3857';
    const fields = names.map((name, i) => {
      const control = el('input', {
        id: i === 0 ? id : id + '-' + name, type: 'text', inputmode: 'decimal', autocomplete: 'off',
        'aria-label': input.id + ' ' + name, placeholder: name, on: {input: event => { entry.box[i] = event.target.value; }},
      });
      control.value = entry.box[i];
      return control;
    });
    const crs = el('input', {
      type: 'text', autocomplete: 'off', 'aria-label': t('form.crs'), on: {input: event => { entry.crs = event.target.value; }},
    });
    crs.value = entry.crs;
    const fromMap = el('button', {
      type: 'button', class: 'quiet', id: id + '-map', text: t('form.fromMap'),
      on: {
        click: () => this.#change(() => {
          entry.box = this.#context.mapWindow().map(value => value.toFixed(1));
          entry.crs = 'EPSG:3857';
        }, id + '-map'),
      },
    });
    const clear = el('button', {
      type: 'button', class: 'quiet', id: id + '-clear', text: t('form.clear'),
      on: {click: () => this.#change(() => { entry.box = ['', '', '', '']; }, id + '-map')},
    });
    return el('div', {class: 'bbox'}, fields, crs, el('div', {class: 'buttons'}, fromMap, clear));
  }

  #complex(input, entry, id) {
    const sources = [];
    if (input.min === 0) {
      sources.push(['', t('form.none')]);
    }
    if (input.kind === 'features') {
      sources.push(...this.#context.layers().map(layer => ['layer:' + layer.name, layerTitle(layer) + ' — ' + (layer.own ? t('own') : layer.name)]));
    }
    if (input.kind === 'features') {
      sources.push(['named', t('form.named')]);
    }
    if (input.kind === 'coverage') {
      sources.push(...this.#context.grids().map(layer => ['grid:' + layer.name, layerTitle(layer) + ' — ' + t('own')]));
    }
    const results = this.#context.results().filter(result => result.kind === input.kind);
    sources.push(...results.map(result => ['result:' + result.number, t('form.result', {name: result.name})]));
    sources.push(['file', t('form.file')]);
    if (input.kind !== 'coverage') {
      sources.push(['text', t('form.text')]);
    }
    const chosen = {layer: 'layer:' + entry.layer, grid: 'grid:' + entry.grid, result: 'result:' + entry.result}[entry.source] ?? entry.source;
    if (!sources.some(([value]) => value === chosen)) {
      entry.source = sources[0][0];
    }
    const select = el('select', {
      id, 'aria-label': t('form.source', {name: input.id}),
      'aria-required': input.min > 0 ? 'true' : null,
      on: {
        change: event => this.#change(() => {
          const [source, ...rest] = event.target.value.split(':');
          entry.source = source;
          entry[source] = rest.join(':') || entry[source];
        }, id),
      },
    }, sources.map(([value, text]) => option(value, text, value === chosen)));
    return [select, this.#complexSource(input, entry, id)];
  }

  #complexSource(input, entry, id) {
    if (entry.source === 'named') {
      const name = el('input', {
        id: id + '-named', type: 'text', autocomplete: 'off', spellcheck: 'false', placeholder: 'edu:survey-students',
        'aria-label': t('form.namedOf', {name: input.id}), on: {change: event => { entry.layer = event.target.value.trim(); }},
      });
      name.value = entry.layer ?? '';
      return name;
    }
    if (entry.source === 'text') {
      const area = el('textarea', {
        id: id + '-text', rows: '5', spellcheck: 'false', 'aria-label': t('form.textOf', {name: input.id}),
        placeholder: {features: '{"type": "FeatureCollection", …}\nname,lon,lat,pupils', geometry: 'POLYGON ((…))'}[input.kind] ?? null,
        on: {input: event => { entry.content = event.target.value; }, change: () => this.#offerAttributes()},
      });
      area.value = entry.content ?? '';
      return area;
    }
    if (entry.source === 'file') {
      const name = entry.upload ? el('span', {class: 'help', text: entry.upload.name}) : null;
      return el('div', {}, el('input', {
        id: id + '-file', type: 'file', 'aria-label': t('form.fileOf', {name: input.id}),
        accept: {features: '.geojson,.json,.csv', coverage: '.tif,.tiff,.asc'}[input.kind] ?? null,
        on: {
          change: event => {
            entry.upload = event.target.files[0] ?? null;
            this.#offerAttributes();
          },
        },
      }), name);
    }
    return null;
  }

  #formatField(output) {
    const formats = output?.formats ?? [];
    if (formats.length < 2) {
      return '';
    }
    const best = bestFormat(output.kind, formats).mimeType;
    const chosen = this.#formats.get(this.#description.id) ?? best;
    return el('div', {class: 'field'},
        el('label', {for: 'result-format'}, el('span', {class: 'name', text: t('form.format')})),
        el('select', {
          id: 'result-format',
          on: {change: event => this.#formats.set(this.#description.id, event.target.value)},
        }, formats.map(format => option(format.mimeType, format.mimeType, format.mimeType === chosen))));
  }

  /** The output to ask for, in the chosen format. */
  output() {
    const output = this.#description.outputs[0];
    const chosen = this.#formats.get(this.#description.id);
    const format = output.formats.find(candidate => candidate.mimeType === chosen)
      ?? bestFormat(output.kind, output.formats);
    return {id: output.id, kind: output.kind, ...format, asReference: output.kind === 'coverage'};
  }

  /** Fills the suggestions of attribute inputs with the attributes of the chosen features. */
  async #offerAttributes() {
    const description = this.#description;
    const source = description.inputs.find(input => input.kind === 'features');
    if (!source) {
      return;
    }
    let attributes;
    try {
      attributes = await this.#attributesOf(source, this.#entries(source)[0]);
    } catch {
      // Suggestions only: the run itself says what is wrong with the features.
      attributes = new Map();
    }
    if (description !== this.#description) {
      return;
    }
    for (const list of this.#container.querySelectorAll('datalist[data-attributes]')) {
      list.replaceChildren(...[...attributes].map(([name, value]) =>
        el('option', {value: name, label: value === null ? name : name + ' (' + String(value).slice(0, 30) + ')'})));
    }
  }

  async #attributesOf(input, entry) {
    if (entry.source === 'layer') {
      return this.#context.attributes(entry.layer);
    }
    if (entry.source === 'result') {
      const result = this.#context.results().find(candidate => String(candidate.number) === entry.result);
      return new Map(Object.entries(result?.collection?.features[0]?.properties ?? {}));
    }
    const content = entry.source === 'text' ? entry.content ?? '' : await entry.upload?.text() ?? '';
    if (content.trimStart().startsWith('{')) {
      return new Map(Object.entries(JSON.parse(content).features?.[0]?.properties ?? {}));
    }
    const header = content.split(/\r?\n/, 1)[0];
    return new Map(header.split(',').filter(name => name !== '').map(name => [name.replace(/^"|"$/g, ''), null]));
  }

  /**
   * The inputs as an Execute takes them.
   *
   * @throws {InputProblem} for what is missing or can't be sent
   */
  async collect() {
    const result = [];
    for (const input of this.#description.inputs) {
      let count = 0;
      for (const entry of this.#entries(input)) {
        const value = await this.#collectOne(input, entry);
        if (value !== null) {
          result.push({id: input.id, ...value});
          count++;
        }
      }
      if (count < input.min) {
        throw new InputProblem(input.id, t('form.missing', {name: inputText(this.#description.id, input).title}));
      }
    }
    return result;
  }

  async #collectOne(input, entry) {
    if (input.kind === 'literal') {
      return this.#collectLiteral(input, entry);
    }
    if (input.kind === 'bbox') {
      if ((entry.box ?? []).every(value => value.trim() === '')) {
        return null;
      }
      const bbox = entry.box.map(value => value.trim() === '' ? NaN : Number(value));
      if (!bbox.every(Number.isFinite)) {
        throw new InputProblem(input.id, t('form.badBox'));
      }
      return {bbox, crs: entry.crs.trim()};
    }
    return this.#collectComplex(input, entry);
  }

  #collectLiteral(input, entry) {
    const value = entry.value.trim();
    if (value === '') {
      return null;
    }
    const number = Number(value);
    const bad = (input.type === 'number' && !Number.isFinite(number))
      || (input.type === 'integer' && !Number.isInteger(number));
    if (bad) {
      throw new InputProblem(input.id, t(input.type === 'integer' ? 'form.badInteger' : 'form.badNumber', {value}));
    }
    return {literal: value};
  }

  async #collectComplex(input, entry) {
    if (entry.source === '') {
      return null;
    }
    if (entry.source === 'layer' || entry.source === 'named') {
      if (!entry.layer) {
        return null;
      }
      return layerReference(entry.layer);
    }
    if (entry.source === 'grid') {
      return {href: WCS + encodeURIComponent(entry.grid), mimeType: bestFormat(input.kind, input.formats).mimeType};
    }
    let blob;
    let name;
    if (entry.source === 'result') {
      const result = this.#context.results().find(candidate => String(candidate.number) === entry.result);
      blob = result.blob;
      name = result.fileName;
    } else if (entry.source === 'file') {
      if (!entry.upload) {
        return null;
      }
      blob = entry.upload;
      name = entry.upload.name;
    } else {
      if ((entry.content ?? '').trim() === '') {
        return null;
      }
      blob = new Blob([entry.content]);
      name = /^\s*[{[]/.test(entry.content) ? 'text.json' : 'text.csv';
    }
    return this.#inline(input, blob, name);
  }

  async #inline(input, blob, name) {
    if (input.kind === 'coverage') {
      const grid = /\.asc$/i.test(name);
      const mimeType = this.#accepted(input, grid ? /arcgrid/ : /tiff/, name);
      return grid
        ? {mimeType, text: await blob.text()}
        : {mimeType, encoding: 'base64', text: toBase64(new Uint8Array(await blob.arrayBuffer()))};
    }
    const content = await blob.text();
    if (input.kind !== 'features') {
      return {mimeType: bestFormat(input.kind, input.formats).mimeType, text: content};
    }
    if (/json$/i.test(name)) {
      const mimeType = this.#accepted(input, /json/, name);
      try {
        return {mimeType, text: inlineGeoJson(JSON.parse(content)).text};
      } catch (error) {
        throw new InputProblem(input.id, t('form.badJson', {reason: error.message}));
      }
    }
    return {mimeType: this.#accepted(input, /csv/, name), text: content};
  }

  #accepted(input, pattern, name) {
    const format = input.formats.find(candidate => pattern.test(candidate.mimeType));
    if (!format) {
      throw new InputProblem(input.id, t('form.notAccepted', {
        name, formats: input.formats.map(candidate => candidate.mimeType).join(', '),
      }));
    }
    return format.mimeType;
  }

  /** Shows a problem at the input it names and moves there; false where the form has no such input. */
  showProblem(inputId, message) {
    this.clearProblems();
    const field = [...this.#container.querySelectorAll('[data-input]')].find(node => node.dataset.input === inputId);
    if (!field) {
      return false;
    }
    field.closest('details')?.setAttribute('open', '');
    const problem = field.querySelector('.problem');
    problem.textContent = message;
    problem.hidden = false;
    const control = field.querySelector('input, select, textarea');
    control?.setAttribute('aria-invalid', 'true');
    control?.focus();
    return true;
  }

  clearProblems() {
    this.#container.querySelectorAll('.problem').forEach(problem => { problem.hidden = true; });
    this.#container.querySelectorAll('[aria-invalid]').forEach(control => control.removeAttribute('aria-invalid'));
  }

  title() {
    return processText(this.#description).title;
  }
}

/** Texts that name attributes of the features say so in their description. */
function isAttribute(input) {
  return input.kind === 'literal' && input.type === 'string' && input.allowed.length === 0
    && /attribute|indicator/i.test(input.abstract + ' ' + input.title);
}

function typeText(input) {
  return input.kind === 'literal' ? (input.allowed.length > 0 ? t('type.choice') : t('type.' + input.type))
    : t('type.' + input.kind);
}
