/** The dialog for a report: of which schools, where, in which format. */
import {byId, el, option} from './dom.js';
import {currentLanguage, stageName, t} from './i18n.js';
import {hasAttribute} from './own-data.js';
import {CV_LIMITS} from './views.js';

const FORMATS = ['html', 'docx', 'xlsx'];

export class ReportDialog {
  #server;
  #about;
  #dialog = el('dialog', {id: 'report-dialog', 'aria-labelledby': 'report-title'});
  #chosen = {format: 'html', place: '', schoolYear: '', author: '', dataSource: ''};

  /** @param {function(): Server} server @param {function(): {schools, regions}} about the layers that the views are about */
  constructor(server, about) {
    this.#server = server;
    this.#about = about;
    document.body.append(this.#dialog);
    byId('report').addEventListener('click', () => {
      Object.assign(this.#chosen, this.#about());
      this.render();
      this.#dialog.showModal();
    });
  }

  /** The report's address for what is chosen. */
  get address() {
    const {schools, regions, stage, ...rest} = this.#chosen;
    const layer = this.#server().layer(schools);
    const parameters = {...rest, lang: currentLanguage()};
    if (layer?.own) {
      const has = name => hasAttribute(layer, name);
      Object.assign(parameters, {
        schools, groupBy: has('county') ? 'county' : '',
        stage: stage || (has('stage') ? 'stage' : 'PRIMARY'),
      });
    }
    if (regions !== 'edu:counties') {
      parameters.regions = regions === 'none' ? '' : regions;
    }
    const query = new URLSearchParams(Object.entries(parameters).filter(([name, value]) =>
      value !== '' && value !== undefined || name === 'groupBy' || name === 'regions'));
    return 'report?' + query;
  }

  render() {
    if (!this.#chosen.schools) {
      return;
    }
    const server = this.#server();
    const served = name => server.layers.filter(layer => layer.name === name);
    const own = server.tables.filter(layer => layer.own);
    const layer = server.layer(this.#chosen.schools);
    const select = (name, options) => el('label', {}, el('span', {text: t('report.' + name)}), el('select', {
      id: 'report-' + name,
      on: {
        change: event => {
          this.#chosen[name] = event.target.value;
          this.render();
          byId('report-' + name).focus();
        },
      },
    }, options.map(([value, text]) => option(value, text, value === this.#chosen[name]))));
    const text = name => el('label', {}, el('span', {text: t('report.' + name)}), el('input', {
      type: 'text', id: 'report-' + name, maxlength: '200', value: this.#chosen[name], on: {
        input: event => {
          this.#chosen[name] = event.target.value;
          byId('report-make').href = this.address;
        },
      },
    }));
    const schools = [...own.filter(one => !/Polygon|Line/.test(one.geometry ?? '')), ...served('edu:schools')];
    const regions = [...own.filter(one => /Polygon/.test(one.geometry ?? '')), ...served('edu:counties')];
    const html = this.#chosen.format === 'html';
    this.#dialog.replaceChildren(el('div', {},
        el('h2', {id: 'report-title', text: t('report.title')}),
        el('div', {class: 'fields'},
            select('schools', schools.map(one => [one.name, server.titleOf(one.name)])),
            select('regions', [...regions.map(one => [one.name, server.titleOf(one.name)]), ['none', t('form.none')]]),
            layer?.own && !hasAttribute(layer, 'stage')
              ? select('stage', [['', '—'], ...Object.keys(CV_LIMITS).map(stage => [stage, stageName(stage)])]) : null,
            select('format', FORMATS.map(format => [format, t('report.format.' + format)])),
            text('place'), text('schoolYear'), text('author'), text('dataSource')),
        layer?.own ? el('p', {class: 'help', text: t('report.mapping')}) : null,
        el('div', {class: 'buttons'},
            el('a', {
              id: 'report-make', class: 'primary', href: this.address, text: t('report.make'), rel: 'noopener',
              ...(html ? {target: '_blank'} : {download: 'report.' + this.#chosen.format}),
            }),
            el('button', {type: 'button', class: 'quiet', text: t('columns.close'), on: {click: () => this.#dialog.close()}}))));
  }
}
