/** The dialog on a file that was brought: how it was read, and what each of its columns is taken for. */
import {el, option} from './dom.js';
import {ENCODINGS} from './encoding-dialog.js';
import {currentLanguage, t} from './i18n.js';

export class ColumnsDialog {
  #own;
  #dialog = el('dialog', {id: 'columns-dialog', 'aria-labelledby': 'columns-title'});
  #layer = null;

  /** @param {OwnData} own */
  constructor(own) {
    this.#own = own;
    document.body.append(this.#dialog);
  }

  open(layer) {
    this.#layer = layer;
    this.render();
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  /** Draws it again, for example in another language. */
  render() {
    const layer = this.#layer;
    if (!layer) {
      return;
    }
    this.#dialog.replaceChildren(el('form', {
      novalidate: true,
      on: {
        submit: event => {
          event.preventDefault();
          this.#save();
        },
      },
    },
    el('h2', {id: 'columns-title', text: layer.title}),
    el('p', {class: 'facts', text: t(layer.drawable ? 'own.rows' : 'own.table', {rows: layer.rows})}),
    this.#notes(layer),
    el('p', {class: 'help', text: t('columns.help')}),
    el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('columns.table')}, this.#table(layer)),
    this.#reading(layer),
    el('p', {id: 'columns-problem', class: 'problem', role: 'alert'}),
    el('div', {class: 'buttons'},
        el('button', {type: 'submit', class: 'primary', id: 'columns-save', text: t('columns.save')}),
        el('button', {type: 'button', class: 'quiet', text: t('columns.close'), on: {click: () => this.#dialog.close()}}))));
  }

  #notes(layer) {
    return layer.notes.length === 0 ? el('p', {class: 'help', text: t('own.asItIs')})
      : el('details', {class: 'options', open: layer.notes.some(note => note.warning)},
          el('summary', {text: t('own.notes', {count: layer.notes.length})}),
          el('ul', {class: 'notes'}, layer.notes.map(note => el('li', {class: note.warning ? 'warning' : null},
              el('strong', {text: note.warning ? t('own.warning') + ' ' : ''}), note.text))));
  }

  #table(layer) {
    const taken = new Map(Object.entries(layer.mapping).map(([term, source]) => [source.column, {term, times: source.times}]));
    const titled = this.#own.terms.map(({name, title}) => ({name, text: title[currentLanguage()] + ' — ' + name}));
    const head = ['columns.name', 'columns.examples', 'columns.missing', 'columns.means', 'columns.times'];
    return el('table', {}, el('thead', {}, el('tr', {}, head.map(key => el('th', {scope: 'col'}, el('span', {text: t(key)}))))),
        el('tbody', {}, layer.columns.map(column => {
          const means = taken.get(column.name);
          const times = el('input', {
            type: 'text', inputmode: 'decimal', 'data-times': column.name, disabled: !column.number,
            'aria-label': t('columns.timesOf', {name: column.name}), value: String(means?.times ?? 1),
          });
          return el('tr', {},
              el('th', {scope: 'row', text: column.name}),
              el('td', {class: 'facts', text: column.examples.join(', ')}),
              el('td', {class: 'number', text: String(column.missing)}),
              el('td', {}, el('select', {'data-column': column.name, 'aria-label': t('columns.meansOf', {name: column.name})},
                  option('', t('columns.nothing'), !means),
                  titled.map(({name, text}) => option(name, text, name === means?.term)))),
              el('td', {}, times));
        })));
  }

  #reading(layer) {
    const field = (name, control) => el('label', {}, el('span', {text: t('reading.' + name)}), control);
    const choice = (name, values) => field(name, el('select', {'data-reading': name},
        option('', t('reading.found')), values.map(([value, text]) => option(value, text, layer.reading[name] === value))));
    return el('details', {class: 'options'}, el('summary', {text: t('reading')}), el('div', {class: 'choices'},
        choice('encoding', ENCODINGS.map(name => [name, name])),
        choice('decimal', [['point', t('reading.point')], ['comma', t('reading.comma')]]),
        choice('coordinates', [['gcj02', 'GCJ-02'], ['bd09', 'BD-09']]),
        field('crs', el('input', {type: 'text', 'data-reading': 'crs', placeholder: 'EPSG:4547', value: layer.reading.crs ?? ''})),
        el('button', {type: 'button', class: 'quiet', text: t('reading.again'), on: {click: () => this.#reread()}})));
  }

  async #reread() {
    const reading = Object.fromEntries([...this.#dialog.querySelectorAll('[data-reading]')]
        .map(control => [control.dataset.reading, control.value.trim()]));
    await this.#attempt(async () => {
      this.#layer = await this.#own.reread(this.#layer, reading);
      this.render();
    });
  }

  async #save() {
    const mapping = {};
    for (const select of this.#dialog.querySelectorAll('[data-column]')) {
      if (select.value === '') {
        continue;
      }
      if (mapping[select.value]) {
        this.#tell(t('columns.twice', {name: select.selectedOptions[0].text}), select);
        return;
      }
      const field = [...this.#dialog.querySelectorAll('[data-times]')]
          .find(input => input.dataset.times === select.dataset.column);
      const times = Number(field.value);
      if (!Number.isFinite(times) || field.value.trim() === '') {
        this.#tell(t('form.badNumber', {value: field.value}), field);
        return;
      }
      mapping[select.value] = {column: select.dataset.column, times};
    }
    await this.#attempt(async () => {
      await this.#own.map(this.#layer, mapping);
      this.#dialog.close();
    });
  }

  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      this.#tell(error.message);
    }
  }

  #tell(text, control = null) {
    this.#dialog.querySelector('#columns-problem').textContent = text;
    control?.setAttribute('aria-invalid', 'true');
    control?.focus();
  }
}
