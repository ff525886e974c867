/** What went wrong, above the map, until somebody closes it: one box, however many things did. */
import {byId, el} from './dom.js';
import {t} from './i18n.js';

const MOST_SHOWN = 3;

/** The messages that are shown, the newest first. */
let messages = [];

/** Shows a message; one that is there already is not shown again. */
export function alertOf(message) {
  if (!messages.includes(message)) {
    messages = [message, ...messages];
    render();
  }
}

export function clearAlerts() {
  messages = [];
  render();
}

function render() {
  const [first, ...others] = messages;
  byId('alerts').replaceChildren(...(first === undefined ? [] : [el('div', {class: 'alert'},
      el('div', {}, el('p', {text: first}), others.length > 0 ? el('details', {},
          el('summary', {text: t('error.more', {count: others.length})}),
          el('ul', {}, others.slice(0, MOST_SHOWN).map(text => el('li', {text})))) : null),
      el('button', {type: 'button', class: 'quiet', text: '×', 'aria-label': t('error.close'), on: {click: clearAlerts}}))]));
}
