/** What columns and places of results are called for readers. */
import {currentLanguage, hasText, stageName, t} from './i18n.js';

/** Titles of columns by what standards and systems call them: {en, zh}. */
let terms = new Map();
/** The same by what results call their columns. */
const columns = new Map();
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

/** Takes the titles that results bring for their columns: `{name, title: {en, zh}}`. */
export function knowColumns(list) {
  for (const {name, title} of list) {
    if (typeof name === 'string' && typeof title?.en === 'string' && typeof title.zh === 'string') {
      columns.set(name, title);
    }
  }
}

/** A column's title; its name where it has none. */
export function columnTitle(name) {
  const prefix = /^(cv|gini|weight|lacking|ratio)_(.+)$/.exec(name);
  if (hasText('column.' + name)) {
    return t('column.' + name);
  }
  return terms.get(name)?.[currentLanguage()] ?? columns.get(name)?.[currentLanguage()] ?? (prefix && hasText('column.' + prefix[1])
    ? t('column.' + prefix[1]) + ' · ' + columnTitle(prefix[2]) : name);
}

/** The name of a place in the language of the page; anything else as it is. */
export const placeName = value => (currentLanguage() === 'zh' ? places.get(value) : undefined) ?? String(value);

/** Columns whose values are names of indicators and the like. */
const OF_NAMES = ['indicator', 'item', 'dimension', 'main_obstacle', 'factor', 'other'];

/** A text of a column as readers know it: a stage, a place or an indicator by its name in the language of the page. */
export function valueText(column, value) {
  const text = stageName(placeName(value));
  return OF_NAMES.includes(column) && text === String(value) ? columnTitle(text) : text;
}

/** Columns whose numbers are codes or years, which are never grouped or rounded. */
export const isCode = name => /(^|_)(id|code|year|rank|level|postcode|built)$|^(代码|编码|邮编|年份)|代码$|编码$/i.test(name);
