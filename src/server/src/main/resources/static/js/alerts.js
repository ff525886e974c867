/** What went wrong, above the map, until somebody closes it. */
import {byId, el} from './dom.js';
import {t} from './i18n.js';

/** Shows a message; one that is there already is not shown again. */
export function alertOf(message) {
  const alerts = byId('alerts');
  if ([...alerts.children].some(other => other.dataset.message === message)) {
    return;
  }
  const item = el('div', {class: 'alert', 'data-message': message}, el('span', {text: message}), el('button', {
    type: 'button', class: 'quiet', text: '×', 'aria-label': t('error.close'), on: {click: () => item.remove()},
  }));
  alerts.append(item);
}

export function clearAlerts() {
  byId('alerts').replaceChildren();
}
