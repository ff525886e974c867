/** The dialog that asks for the encoding of a file which cannot be read without. */
import {el, option} from './dom.js';
import {t} from './i18n.js';

export const ENCODINGS = ['UTF-8', 'GBK', 'GB18030', 'Big5', 'windows-1252', 'windows-1251', 'Shift_JIS', 'EUC-KR'];

/**
 * @param {string} name of the file
 * @param {string} reason what the server says
 * @returns {Promise<string>} the encoding; '' if the user gives up
 */
export function askEncoding(name, reason) {
  const choice = el('select', {id: 'encoding'}, ENCODINGS.map(each => option(each, each, each === 'windows-1252')));
  const dialog = el('dialog', {id: 'encoding-dialog', 'aria-labelledby': 'encoding-title'},
      el('form', {method: 'dialog'},
          el('h2', {id: 'encoding-title', text: name}),
          el('p', {text: reason}),
          el('div', {class: 'choices'}, el('label', {}, el('span', {text: t('reading.encoding')}), choice)),
          el('div', {class: 'buttons'},
              el('button', {type: 'submit', class: 'primary', value: 'read', text: t('reading.again')}),
              el('button', {type: 'submit', class: 'quiet', value: '', text: t('run.cancel')}))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'read' ? choice.value : '');
    });
  });
}
