/** How the features of a result look on the map: by level, by a rule that is met or not, by score, or plain. */
import {number, t} from './i18n.js';
import {columnTitle} from './names.js';
import {
  ACCESS, CLUSTERS, COMPLYING, LACKING, LEVELS, levelColour, MET, NOT_MET, rampColour, RAMPS, SERIES, SPOTS, UNKNOWN, WITHIN,
} from './palette.js';

const AREA_UNITS = {SQUARE_METRE: 'm²', HECTARE: 'ha', SQUARE_KILOMETRE: 'km²', SQUARE_MILE: 'mi²'};

/** What the values of a density are, for example "pupils per km²"; '' for anything else. */
export function unitOf(run) {
  const {weight, areaUnit, output = ''} = run.literals ?? {};
  const area = run.id === 'edu:KernelDensity' && ['', 'DENSITY'].includes(output) ? AREA_UNITS[areaUnit] : null;
  return area ? densityUnit(weight, area) : '';
}

/** The unit of a density; each feature counts as one where the weight is empty or 1. */
export const densityUnit = (weight, area) =>
  t('look.per', {what: ['', '1', undefined].includes(weight) ? t('look.features') : columnTitle(weight), area});

const truth = value => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : null);

/**
 * @param {Array<Object>} rows the features' properties
 * @param {{literals: Object}} run what they came from, for the limit that a coefficient was held against
 * @param {{column: string, count: number, method: string, ramp: string}} [style] by which column instead, and how
 * @returns {{column: string, look: function(Object): {colour: string, radius: number}, legend: Array}} legend entries
 *     `{colour, label}`
 */
export function lookOf(rows, run, style = null) {
  if (style?.column) {
    return styledBy(rows, style);
  }
  const has = name => rows.some(row => row[name] !== undefined && row[name] !== null);
  if (has('level')) {
    return byLevel(rows);
  }
  if (has('moran_class')) {
    return byClass(rows, 'moran_class', CLUSTERS, kind => t('look.' + kind));
  }
  if (has('gi_class')) {
    return byClass(rows, 'gi_class', SPOTS, spotLabel);
  }
  if (has('access_ratio')) {
    return byAccess(rows);
  }
  const limit = Number(run?.literals?.threshold || NaN);
  if (has('balanced') && has('cv') && limit > 0) {
    return byLimit(rows, limit);
  }
  if (has('balanced') && has('compliant_share')) {
    return byVerdict(rows);
  }
  if (has('lacking') && has('compliant')) {
    return byGap(rows);
  }
  if (has('change') && has('value_before')) {
    return byChange(rows);
  }
  for (const column of ['compliant', 'balanced']) {
    if (has(column)) {
      return byRule(rows, column);
    }
  }
  const column = ['score', 'lacking', 'coordination', 'cv'].find(has);
  return column ? byValue(rows, column) : {
    column: '',
    look: () => ({colour: SERIES[0], radius: 6}),
    legend: [{colour: SERIES[0], label: t('look.plain')}],
  };
}

function withUnknown(rows, column, legend, none = 'look.none') {
  return rows.some(row => row[column] === undefined || row[column] === null)
    ? [...legend, {colour: UNKNOWN, label: t(none)}]
    : legend;
}

function byLevel(rows) {
  const levels = rows.map(row => row.level).filter(level => typeof level === 'number');
  const count = Math.max(...levels, 1);
  const ends = new Map([[1, 'look.lowest'], [count, 'look.highest']]);
  const legend = Array.from({length: count}, (_, i) => count - i).map(level => {
    const end = ends.has(level) ? ' (' + t(ends.get(level)) + ')' : '';
    const scores = rows.filter(row => row.level === level && typeof row.score === 'number').map(row => row.score);
    const range = scores.length > 0 ? '  ' + number(Math.min(...scores)) + ' – ' + number(Math.max(...scores)) : '';
    return {colour: levelColour(level, count), label: t('look.level', {level}) + end + range};
  });
  return {
    column: 'level',
    look: row => (typeof row.level === 'number'
      ? {colour: levelColour(row.level, count), radius: 5 + 3 * row.level / count}
      : {colour: UNKNOWN, radius: 4}),
    legend: withUnknown(rows, 'level', legend),
  };
}

function byRule(rows, column) {
  const [yes, no, none] = column === 'balanced'
    ? ['look.balanced', 'look.unbalanced', 'look.none'] : ['look.complies', 'look.fails', 'look.uncounted'];
  return {
    column,
    look: row => ({colour: {true: MET, false: NOT_MET}[truth(row[column])] ?? UNKNOWN, radius: 6}),
    legend: withUnknown(rows, column, [{colour: MET, label: t(yes)}, {colour: NOT_MET, label: t(no)}], none),
  };
}

/** As balance-coefficients.sld: met, or how many of the schools comply. */
function byVerdict(rows) {
  const colour = row => {
    const met = truth(row.balanced);
    return met === null ? UNKNOWN : met ? MET : COMPLYING.find(([share]) => row.compliant_share >= share)?.[1] ?? NOT_MET;
  };
  return {
    column: 'balanced',
    look: row => ({colour: colour(row), radius: 6}),
    legend: withUnknown(rows, 'balanced', [
      {colour: MET, label: t('look.met')},
      ...COMPLYING.map(([share, shade]) => ({colour: shade, label: t('look.comply', {percent: 100 * share})})),
      {colour: NOT_MET, label: t('look.fewComply')},
    ]),
  };
}

function byGap(rows) {
  const sizes = [7, 8, 9];
  const legend = LACKING.map(([, colour], i) => ({colour, label: t('look.lacking' + i)})).reverse();
  return {
    column: 'lacking',
    look: row => {
      if (typeof row.lacking !== 'number') {
        return {colour: UNKNOWN, radius: 5};
      }
      const place = LACKING.findIndex(([most]) => row.lacking <= most);
      return row.lacking === 0
        ? {colour: MET, radius: 5} : {colour: LACKING[place][1], radius: sizes[place], zIndex: place + 1};
    },
    legend: withUnknown(rows, 'lacking', [...legend, {colour: MET, label: t('look.nothingLacking')}], 'look.uncounted'),
  };
}

function byChange(rows) {
  const kinds = [[1, MET, 'look.gets'], [-1, NOT_MET, 'look.gives'], [0, SERIES[0], 'look.stays']]
      .filter(([sign]) => rows.some(row => Math.sign(row.change ?? NaN) === sign));
  const largest = Math.max(...rows.map(row => Math.abs(row.change ?? 0)));
  return {
    column: 'change',
    look: row => (typeof row.change === 'number'
      ? {
        colour: kinds.find(([sign]) => Math.sign(row.change) === sign)[1],
        radius: row.change === 0 ? 4 : 6 + 5 * Math.sqrt(Math.abs(row.change) / largest),
      }
      : {colour: UNKNOWN, radius: 4}),
    legend: withUnknown(rows, 'change', kinds.map(([, colour, label]) => ({colour, label: t(label)})), 'look.uncounted'),
  };
}

/** How a hot or cold spot is called, from `HOT_99` and so on. */
function spotLabel(kind) {
  const [temperature, percent] = kind.split('_');
  return percent ? t('look.' + temperature, {percent}) : t('look.NS');
}

/** By a class of each; what is significant is on top of what it would otherwise be hidden by. */
function byClass(rows, column, classes, labelOf) {
  const legend = Object.entries(classes).map(([kind, colour]) => ({colour, label: labelOf(kind)}));
  const other = rows.some(row => !(row[column] in classes));
  return {
    column,
    look: row => ({
      colour: classes[row[column]] ?? UNKNOWN, radius: 6, zIndex: row[column] in classes && row[column] !== 'NS' ? 1 : 0,
    }),
    legend: other ? [...legend, {colour: UNKNOWN, label: t('look.none')}] : legend,
  };
}

/** As accessibility.sld. */
function byAccess(rows) {
  const legend = ACCESS.map(([, colour], i) => ({colour, label: t('look.access' + i)})).reverse();
  return {
    column: 'access_ratio',
    look: row => (typeof row.access_ratio === 'number'
      ? {colour: ACCESS.find(([below]) => row.access_ratio < below)[1], radius: 6}
      : {colour: UNKNOWN, radius: 4}),
    legend: withUnknown(rows, 'access_ratio', legend),
  };
}

function byLimit(rows, limit) {
  const legend = WITHIN.map(([share, colour]) => ({colour, label: t('look.cvUpTo', {value: number(share * limit)})}));
  return {
    column: 'cv',
    look: row => {
      if (typeof row.cv !== 'number') {
        return {colour: UNKNOWN, radius: 6};
      }
      return {colour: WITHIN.find(([share]) => row.cv <= share * limit)?.[1] ?? NOT_MET, radius: 6};
    },
    legend: withUnknown(rows, 'cv', [...legend, {colour: NOT_MET, label: t('look.cvAbove', {value: number(limit)})}]),
  };
}

function byValue(rows, column) {
  const values = rows.map(row => row[column]).filter(value => typeof value === 'number');
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const share = value => (max > min ? (value - min) / (max - min) : 1);
  return {
    column,
    look: row => (typeof row[column] === 'number'
      ? {colour: rampColour(LEVELS, share(row[column])), radius: 6}
      : {colour: UNKNOWN, radius: 4}),
    legend: withUnknown(rows, column, [0, 0.25, 0.5, 0.75, 1].reverse().map(at => ({
      colour: rampColour(LEVELS, at), label: number(min + at * (max - min)),
    }))),
  };
}

export const METHODS = ['QUANTILE', 'EQUAL_INTERVAL', 'NATURAL_BREAKS'];
export {RAMPS};

/**
 * The upper ends of classes over sorted numbers; fewer than asked for where values are the same.
 *
 * @param {number[]} sorted ascending, one at least
 */
export function breaks(sorted, count, method) {
  const last = sorted.at(-1);
  const ends = {
    QUANTILE: () => Array.from({length: count}, (_, i) => sorted[Math.ceil((i + 1) * sorted.length / count) - 1]),
    EQUAL_INTERVAL: () => Array.from({length: count}, (_, i) => (i === count - 1 ? last : sorted[0] + (i + 1) * (last - sorted[0]) / count)),
    NATURAL_BREAKS: () => naturalBreaks(sorted, count),
  }[method]();
  return [...new Set(ends)];
}

const MOST_VALUES = 600;

/**
 * Natural breaks (Fisher, Jenks): the classes with the least sum of squares within. Of many values, evenly spaced quantiles
 * stand for all.
 */
function naturalBreaks(all, count) {
  const values = all.length <= MOST_VALUES ? all
    : Array.from({length: MOST_VALUES}, (_, i) => all[Math.round(i * (all.length - 1) / (MOST_VALUES - 1))]);
  const n = values.length;
  const sums = [0];
  const squares = [0];
  values.forEach((value, i) => {
    sums.push(sums[i] + value);
    squares.push(squares[i] + value * value);
  });
  const cost = (from, to) => {
    const sum = sums[to] - sums[from];
    return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from));
  };
  let before = Array.from({length: n + 1}, (_, to) => (to === 0 ? 0 : cost(0, to)));
  const starts = [];
  for (let k = 2; k <= Math.min(count, n); k++) {
    const now = Array(n + 1).fill(Infinity);
    const start = Array(n + 1).fill(0);
    for (let to = k; to <= n; to++) {
      for (let from = k - 1; from < to; from++) {
        const total = before[from] + cost(from, to);
        if (total < now[to]) {
          now[to] = total;
          start[to] = from;
        }
      }
    }
    starts.push(start);
    before = now;
  }
  const ends = [n];
  for (const start of starts.reverse()) {
    ends.unshift(start[ends[0]]);
  }
  return ends.map((end, i) => (i === ends.length - 1 ? all.at(-1) : values[end - 1]));
}

function styledBy(rows, {column, count, method, ramp}) {
  const values = rows.map(row => row[column]).filter(value => typeof value === 'number').sort((a, b) => a - b);
  if (values.length === 0) {
    return {column, look: () => ({colour: UNKNOWN, radius: 5}), legend: [{colour: UNKNOWN, label: t('look.none')}]};
  }
  const ends = breaks(values, Number(count), method);
  const colour = i => rampColour(RAMPS[ramp], ends.length > 1 ? i / (ends.length - 1) : 1);
  const place = value => ends.findIndex(end => value <= end);
  const legend = ends.map((end, i) => {
    const members = values.filter(value => place(value) === i);
    return {colour: colour(i), label: number(members[0] ?? end) + ' – ' + number(members.at(-1) ?? end) + ' (' + members.length + ')'};
  }).reverse();
  return {
    column,
    look: row => (typeof row[column] === 'number' ? {colour: colour(place(row[column])), radius: 6} : {colour: UNKNOWN, radius: 4}),
    legend: withUnknown(rows, column, legend),
  };
}
