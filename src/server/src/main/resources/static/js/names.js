/** What columns and places of results are called for readers. */
import {currentLanguage, hasText, t} from './i18n.js';

/** Titles of columns by what standards and systems call them: {en, zh}. */
let terms = new Map();
/** Places by the key that data have for them: their Chinese names. */
let places = new Map();

/** @param {{name: string, title: {en: string, zh: string}}[]} list */
export function knowTerms(list) {
  terms = new Map(list.map(({name, title}) => [name, title]));
}

/** @param {Map<string, string>} chinese by key */
export function knowPlaces(chinese) {
  places = chinese;
}

/** A column's title; its name where it has none. */
export function columnTitle(name) {
  const prefix = /^(cv|gini|weight|lacking|ratio)_(.+)$/.exec(name);
  if (hasText('column.' + name)) {
    return t('column.' + name);
  }
  return terms.get(name)?.[currentLanguage()] ?? (prefix && hasText('column.' + prefix[1])
    ? t('column.' + prefix[1]) + ' · ' + columnTitle(prefix[2]) : name);
}

/** The name of a place in the language of the page; anything else as it is. */
export const placeName = value => (currentLanguage() === 'zh' ? places.get(value) : undefined) ?? String(value);

/** Columns whose numbers are codes or years, which are never grouped or rounded. */
export const isCode = name => /(^|_)(id|code|year|rank|level|postcode|built)$|^(代码|编码|邮编|年份)|代码$|编码$/i.test(name);
