/** Charts of a result, chosen by its columns. */
import {el, option} from './dom.js';
import {currentLanguage, number, stageName, t} from './i18n.js';
import {columnTitle, valueText} from './names.js';
import {MET, NOT_MET, SERIES, UNKNOWN} from './palette.js';

const MOST_GROUPS = 40;
const MOST_BARS = 60;

const isNumber = value => typeof value === 'number' && Number.isFinite(value);

/** The columns of rows: `{name, numeric, distinct}`; numeric if all values but nulls are numbers. */
export function columnsOf(rows) {
  const names = [];
  for (const row of rows.slice(0, 200)) {
    for (const name of Object.keys(row)) {
      if (!names.includes(name)) {
        names.push(name);
      }
    }
  }
  return names.map(name => {
    const values = rows.map(row => row[name]).filter(value => value !== null && value !== undefined && value !== '');
    return {
      name,
      numeric: values.length > 0 && values.every(value => typeof value === 'number'),
      distinct: new Set(values).size,
    };
  });
}

/** The charts that suit a result's columns, best first: `{id, options(state) → selects, draw(state) → ECharts option}`. */
export function chartsFor(rows, run) {
  const columns = columnsOf(rows);
  const has = (...names) => names.every(name => columns.some(column => column.name === name));
  const numeric = columns.filter(column => column.numeric).map(column => column.name);
  const labels = columns
      .filter(column => !column.numeric && column.distinct > 1 && column.distinct <= MOST_GROUPS)
      .map(column => column.name);
  const charts = [];
  if (has('indicator', 'weight', 'entropy')) {
    charts.push(weightBars(rows));
  }
  if (has('cv', 'balanced')) {
    charts.push(cvBars(rows, run));
  }
  if (has('compliant') && labels.length > 0) {
    charts.push(metBars(rows, sortLike(labels.filter(name => name !== 'compliant'), ['county', 'group', 'stage'])));
  }
  if (has('between', 'within', 'indicator')) {
    charts.push(theilBars(rows));
  }
  if (has('kind', 'contribution', 'distance')) {
    // Its rows are wholes, parts and pairs: no other chart may put them side by side.
    return [dagumBars(rows)];
  }
  if (has('factor', 'q', 'strata')) {
    return [detectorBars(rows)];
  }
  if (has('kind', 'cv', 'units', 'slope')) {
    return [trendLines(rows)];
  }
  if (has('aspect', 'item', 'met', 'target')) {
    return [trafficLight(rows)];
  }
  if (has('change', 'cv_before', 'cv_after')) {
    charts.push(beforeAfter(rows, sortLike(labels, ['county', 'group', 'stage'])));
  }
  if (has('main_obstacle', 'lacking')) {
    charts.push(obstacleBars(rows));
  }
  if (has('rate', 'low', 'high', 'item')) {
    charts.push(rateBars(rows, run));
  }
  const split = has('stage', 'pupils') && !has('compliant') && !has('score') ? stageBars(rows, numeric) : null;
  if (split) {
    // A school's stages share what it has: as if they were schools, boxes and a Lorenz curve would mislead.
    return [split];
  }
  const grouping = sortLike(labels, ['county', 'group', 'stage', 'township', 'dimension']);
  const values = sortLike(numeric.filter(name => !/^(id|rank|level|limit_(each_)?cv)$/i.test(name)), ['score', 'lacking', 'coordination', 'weight', 'rate', 'cv', 'gini', 'percent', 'alpha', 'moran_i', 'nn_ratio', ...numeric.filter(name => name.startsWith('ratio_'))]);
  const what = ['indicator', 'item', 'value', 'dimension'].find(name => has('group', name));
  if (what) {
    // A table of one measure or more per group and thing: its rows are no sample, so no boxes and no Lorenz curve.
    return [...charts, tableBars(rows, values, what)];
  }
  const manyPerGroup = grouping.some(name => columns.find(column => column.name === name).distinct * 2 <= rows.length);
  if (has('group')) {
    // What is computed of whole groups is no sample either, and of its values nobody has a share.
    return values.length > 0 ? [...charts, groupBars(rows, values)] : charts;
  }
  if (values.length > 0 && manyPerGroup && rows.length >= 8) {
    charts.push(boxPlots(rows, values, grouping));
  }
  const names = columns.filter(column => !column.numeric).map(column => column.name);
  const plain = values.length > 0 && rows.length > 0
    ? [bars(rows, values, sortLike(names, ['indicator', ...(currentLanguage() === 'zh' ? ['name_zh'] : []), 'name', 'value']))] : [];
  const shares = values.filter(name => rows.every(row => !(row[name] < 0)));
  const curve = shares.length > 0 && rows.length >= 3 && !has('between') ? [lorenz(rows, shares, numeric)] : [];
  return [...charts, ...curve, ...plain];
}

function sortLike(names, order) {
  const place = name => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...names].sort((a, b) => place(a) - place(b));
}

/** A choice of one value of a column, where a table holds several. */
function oneOf(rows, column) {
  const values = [...new Set(rows.map(row => String(row[column] ?? '')))];
  const texts = Object.fromEntries(values.map(value => [value, valueText(column, value)]));
  return values.length > 1 ? [{key: column, label: 'chart.' + column, values, texts}] : [];
}

/** The rows with the chosen value of a column; all where there is nothing to choose. */
const only = (rows, column, state) =>
  rows.filter(row => state[column] === undefined || String(row[column] ?? '') === state[column]);

function weightBars(rows) {
  return {
    id: 'weights',
    options: oneOf(rows, 'group'),
    draw: state => {
      const shown = only(rows, 'group', state).filter(row => isNumber(row.weight)).sort((a, b) => a.weight - b.weight);
      return horizontalBars(shown.map(row => valueText('indicator', row.indicator)), shown.map(row => row.weight), t('chart.weights'));
    },
  };
}

function bars(rows, values, names) {
  return {
    id: 'bars',
    options: [
      {key: 'value', label: 'chart.value', values},
      ...(names.length > 0 ? [{key: 'by', label: 'chart.by', values: names}] : []),
    ],
    draw: state => {
      const name = (row, i) => state.by === undefined ? String(i + 1) : valueText(state.by, row[state.by] ?? '—');
      const shown = rows.map((row, i) => [name(row, i), row[state.value]]).filter(([, value]) => isNumber(value))
          .sort((a, b) => b[1] - a[1]).slice(0, MOST_BARS).reverse();
      return horizontalBars(shown.map(([label]) => label), shown.map(([, value]) => value), columnTitle(state.value));
    },
  };
}

/** A value of each group, of regions at one stage where they come once for each. */
function groupBars(rows, values) {
  return {
    id: 'bars',
    options: [{key: 'value', label: 'chart.value', values}, ...oneOf(rows, 'stage')],
    draw: state => {
      const shown = only(rows, 'stage', state).filter(row => isNumber(row[state.value]))
          .sort((a, b) => b[state.value] - a[state.value]).slice(0, MOST_BARS).reverse();
      return horizontalBars(shown.map(row => valueText('group', row.group ?? '—')), shown.map(row => row[state.value]),
          columnTitle(state.value));
    },
  };
}

/** The values of one group, a bar for each indicator, item or the like. */
function tableBars(rows, values, what) {
  return {
    id: 'bars',
    options: [{key: 'value', label: 'chart.value', values}, ...oneOf(rows, 'group'), ...oneOf(rows, 'characteristic')],
    draw: state => {
      const shown = only(only(rows, 'group', state), 'characteristic', state)
          .filter(row => isNumber(row[state.value])).slice(0, MOST_BARS).reverse();
      return horizontalBars(shown.map(row => valueText(what, row[what] ?? '—')), shown.map(row => row[state.value]),
          columnTitle(state.value));
    },
  };
}

/** What each stage of a school has, side by side in one bar; null unless schools come once for each of their stages. */
function stageBars(rows, numeric) {
  const name = [currentLanguage() === 'zh' ? 'name_zh' : 'name', 'name', 'id'].find(column => rows.every(row => (row[column] ?? '') !== ''));
  const schools = new Map();
  for (const row of rows) {
    const key = String(row.id ?? row[name]);
    schools.set(key, {name: String(row[name]), stages: {...schools.get(key)?.stages, [row.stage]: row}});
  }
  const stages = [...new Set(rows.map(row => row.stage))];
  const several = [...schools.values()].filter(school => Object.keys(school.stages).length > 1);
  const parts = [...schools.values()].reduce((sum, school) => sum + Object.keys(school.stages).length, 0);
  if (!name || several.length === 0 || parts !== rows.length) {
    return null;
  }
  // What is the same at every stage was not shared out.
  const shared = numeric.filter(column => several.some(school =>
    new Set(Object.values(school.stages).map(row => row[column])).size > 1));
  return {
    id: 'stages',
    options: [{key: 'value', label: 'chart.value', values: sortLike(shared, ['pupils'])}],
    draw: state => {
      const total = school => Object.values(school.stages).reduce((sum, row) => sum + (row[state.value] ?? 0), 0);
      const shown = [...schools.values()].sort((a, b) => total(b) - total(a)).slice(0, MOST_BARS).reverse();
      const chart = horizontalBars(shown.map(school => school.name), [], '');
      chart.legend = {bottom: 0};
      chart.grid.bottom = 40;
      chart.series = stages.map((stage, i) => ({
        name: stageName(stage), type: 'bar', stack: 'stages', data: shown.map(school => school.stages[stage]?.[state.value] ?? null),
        itemStyle: {color: SERIES[i]}, barMaxWidth: 26,
        label: {
          show: shown.length <= 25, color: '#fff',
          formatter: ({value}) => (isNumber(value) ? number(value >= 100 ? Math.round(value) : value) : ''),
        },
        // A number that its part of the bar is too short for goes out of sight; pointing at the part shows it.
        labelLayout: ({rect, labelRect}) => (labelRect.width > rect.width - 4 ? {x: -1000} : {}),
      }));
      return chart;
    },
  };
}

/** How many of each group's schools meet a standard and how many do not. */
function metBars(rows, grouping) {
  return {
    id: 'met',
    options: [{key: 'by', label: 'chart.by', values: grouping}],
    draw: state => {
      const groups = [...new Set(rows.map(row => String(row[state.by] ?? '—')))].reverse();
      const count = (group, met) =>
        rows.filter(row => String(row[state.by] ?? '—') === group && (row.compliant ?? null) === met).length;
      const chart = horizontalBars(groups.map(group => valueText(state.by, group)), [], '');
      chart.legend = {bottom: 0};
      chart.grid.bottom = 40;
      chart.xAxis.minInterval = 1;
      const verdicts = [[true, 'look.complies', MET], [false, 'look.fails', NOT_MET], [null, 'look.uncounted', UNKNOWN]];
      chart.series = verdicts.filter(([met]) => rows.some(row => (row.compliant ?? null) === met)).map(([met, name, color]) => ({
        name: t(name), type: 'bar', stack: 'met', data: groups.map(group => count(group, met)), itemStyle: {color},
        barMaxWidth: 26,
        label: {show: true, color: color === UNKNOWN ? '#1c2b33' : '#fff', formatter: ({value}) => (value > 0 ? value : '')},
      }));
      return chart;
    },
  };
}

/** The limit that a coefficient of variation is held against: of the standard, or of the run; null where there is none. */
function limitOf(row, column, run) {
  if (column !== 'cv') {
    return row.limit_each_cv ?? null;
  }
  const given = Number(run?.literals?.threshold || NaN);
  return row.limit_cv ?? (Number.isFinite(given) ? given : null);
}

/** As the standards are applied: a coefficient that is over its limit by rounding keeps it. */
const keeps = (value, limit) => value <= limit * (1 + 1e-9);

function cvBars(rows, run) {
  const coefficients = columnsOf(rows).filter(column => column.numeric && /^cv(_|$)/.test(column.name))
      .map(column => column.name);
  // First what there is a limit for.
  const limited = column => rows.some(row => limitOf(row, column, run) !== null) + (column === 'cv') / 2;
  return {
    id: 'cv',
    options: [
      {key: 'value', label: 'chart.value', values: coefficients.sort((a, b) => limited(b) - limited(a))},
      ...oneOf(rows, 'stage'),
    ],
    draw: state => {
      const shown = only(rows, 'stage', state).filter(row => isNumber(row[state.value])).sort((a, b) => a[state.value] - b[state.value]);
      const limits = [...new Set(shown.map(row => limitOf(row, state.value, run)).filter(limit => limit !== null))];
      const colour = row => {
        const limit = limitOf(row, state.value, run);
        return limit === null ? SERIES[0] : keeps(row[state.value], limit) ? MET : NOT_MET;
      };
      const names = shown.map(row => valueText('group', row.group ?? '—'));
      const chart = horizontalBars(names, shown.map(row => ({
        value: row[state.value], itemStyle: {color: colour(row)},
      })), columnTitle(state.value));
      chart.grid.top = 28;
      const [drawn] = chart.series;
      drawn.markLine = limitLine(limits, 'chart.limit');
      // The numbers stand on the line, not under it: a mark line is drawn above the labels of its own series.
      chart.series.push({
        ...drawn, markLine: undefined, data: shown.map(row => row[state.value]), itemStyle: {color: 'transparent'},
        barGap: '-100%', silent: true, tooltip: {show: false}, z: 6,
      });
      drawn.label = {show: false};
      Object.assign(chart.xAxis, axisUpTo(Math.max(...limits, ...shown.map(row => row[state.value]), 0.1)));
      return chart;
    },
  };
}

/** A dashed line with its number at each limit. */
function limitLine(limits, text) {
  return {
    symbol: 'none', silent: true, lineStyle: {color: '#1c2b33', width: 2, type: 'dashed'},
    label: {formatter: ({value}) => t(text, {value: number(value)}), color: '#1c2b33'},
    data: limits.map(limit => ({xAxis: limit})),
  };
}

/** An axis from 0 to a round number that is not below a value, with ticks at round numbers. */
export function axisUpTo(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const interval = [0.2, 0.5, 1, 2].map(step => step * power).find(step => value / step <= 5 + 1e-9);
  const ticks = Math.ceil(value / interval - 1e-9);
  return {interval, max: Number((ticks * interval).toPrecision(12))};
}

function theilBars(rows) {
  return {
    id: 'theil',
    options: [],
    draw: () => {
      const shown = rows.filter(row => isNumber(row.between) && isNumber(row.within));
      const chart = horizontalBars(shown.map(row => valueText('indicator', row.indicator)), [], '');
      chart.legend = {bottom: 0};
      chart.grid.bottom = 40;
      chart.series = ['between', 'within'].map((part, i) => ({
        name: t('chart.' + part), type: 'bar', stack: 'theil', data: shown.map(row => row[part]),
        itemStyle: {color: SERIES[i]}, barMaxWidth: 26,
      }));
      return chart;
    },
  };
}

/** The three parts of each indicator's Gini coefficient. */
function dagumBars(rows) {
  return {
    id: 'dagum',
    options: [],
    draw: () => {
      const indicators = rows.filter(row => row.kind === 'TOTAL' && isNumber(row.gini)).map(row => row.indicator).reverse();
      const chart = horizontalBars(indicators.map(indicator => valueText('indicator', indicator)), [], '');
      chart.legend = {bottom: 0};
      chart.grid.bottom = 40;
      chart.series = ['WITHIN', 'NET_BETWEEN', 'TRANSVARIATION'].map((kind, i) => ({
        name: t('chart.' + kind), type: 'bar', stack: 'dagum', itemStyle: {color: SERIES[i]}, barMaxWidth: 26,
        data: indicators.map(indicator => rows.find(row =>
          row.indicator === indicator && row.kind === kind && row.group === 'ALL')?.contribution ?? null),
      }));
      return chart;
    },
  };
}

/** What each factor explains, and each two together. */
function detectorBars(rows) {
  return {
    id: 'detector',
    options: [],
    draw: () => {
      const shown = rows.filter(row => isNumber(row.q)).sort((a, b) => a.q - b.q).slice(-MOST_BARS);
      const chart = horizontalBars(shown.map(({factor, other}) => [factor, other].filter(one => one).map(one => valueText('factor', one)).join(' ∩ ')), shown.map(row => ({
        value: row.q, itemStyle: {color: SERIES[row.other ? 1 : 0]},
      })), 'q');
      Object.assign(chart.xAxis, {max: 1, interval: 0.2});
      return chart;
    },
  };
}

/** A measure of each indicator over the years. */
function trendLines(rows) {
  return {
    id: 'trend',
    options: [{key: 'value', label: 'chart.value', values: ['cv', 'gini', 'theil_t', 'mean']}],
    draw: state => {
      const years = rows.filter(row => row.kind === 'YEAR');
      const indicators = [...new Set(years.map(row => row.indicator))];
      return {
        ...base(),
        legend: {bottom: 0},
        grid: {left: 8, right: 24, top: 36, bottom: 40, containLabel: true},
        xAxis: {type: 'value', min: 'dataMin', max: 'dataMax', minInterval: 1, axisLabel: {formatter: String}},
        yAxis: {type: 'value', name: columnTitle(state.value)},
        series: indicators.map((indicator, i) => ({
          name: valueText('indicator', indicator), type: 'line', symbolSize: 7, itemStyle: {color: SERIES[i % SERIES.length]},
          data: years.filter(row => row.indicator === indicator && isNumber(row[state.value]))
              .map(row => [row.year, row[state.value]]),
        })),
      };
    },
  };
}

/** How many features each indicator is the main obstacle of. */
/** Of each group and aspect of the standard, and of each as a whole, whether it is met, by colour, sign and words. */
function trafficLight(rows) {
  const wholes = rows.filter(row => row.item === 'ALL');
  const groups = [...new Set(wholes.map(row => String(row.group ?? '—')))].reverse();
  const aspects = [...new Set(wholes.map(row => row.aspect))];
  const titles = aspects.map(aspect => aspect === 'ALL' ? t('chart.whole') : wholes.find(row => row.aspect === aspect).title);
  const states = [[true, 'look.met', MET, 'circle'], [false, 'look.notMet', NOT_MET, 'rect'], [null, 'look.notKnown', UNKNOWN, 'triangle']];
  return {
    id: 'traffic',
    options: [],
    draw: () => ({
      ...base(),
      legend: {bottom: 0},
      grid: {left: 8, right: 16, top: 8, bottom: 40, containLabel: true},
      xAxis: {
        type: 'category', data: titles, position: 'top', axisTick: {show: false},
        axisLabel: {interval: 0, width: 84, overflow: 'break', color: '#1c2b33'},
      },
      yAxis: {
        type: 'category', data: groups.map(group => valueText('group', group)), axisLabel: labelStyle(), axisTick: {show: false},
      },
      series: states.map(([met, name, color, symbol]) => ({
        name: t(name), type: 'scatter', symbol, symbolSize: 18, itemStyle: {color},
        data: wholes.filter(row => (row.met ?? null) === met).map(row => ({
          value: [aspects.indexOf(row.aspect), groups.indexOf(String(row.group ?? '—'))], name: row.value,
        })),
        tooltip: {formatter: ({data}) => data.name},
      })),
    }),
  };
}

/** The coefficient of variation of each group before units were given or moved, and after. */
function beforeAfter(rows, labels) {
  const sameWithin = label => {
    const found = new Map();
    return rows.every(row => {
      const key = String(row[label] ?? '—');
      found.set(key, found.get(key) ?? row.cv_before);
      return found.get(key) === row.cv_before;
    });
  };
  const by = labels.find(sameWithin);
  return {
    id: 'change',
    options: [],
    draw: () => {
      const groups = new Map();
      rows.filter(row => isNumber(row.cv_before)).forEach(row => groups.set(by ? String(row[by] ?? '—') : '', row));
      const shown = [...groups].reverse();
      const chart = horizontalBars(shown.map(([name]) => valueText(by, name)), [], '');
      chart.legend = {bottom: 0};
      chart.grid.bottom = 40;
      chart.series = [['cv_before', 'chart.before', UNKNOWN], ['cv_after', 'chart.after', SERIES[0]]].map(([column, name, color]) => ({
        name: t(name), type: 'bar', barMaxWidth: 18, itemStyle: {color}, data: shown.map(([, row]) => row[column]),
        label: {show: shown.length <= 12, position: 'right', formatter: ({value}) => number(value), color: '#1c2b33'},
      }));
      return chart;
    },
  };
}

function obstacleBars(rows) {
  return {
    id: 'obstacles',
    options: [],
    draw: () => {
      const counts = new Map();
      for (const {main_obstacle: name} of rows) {
        if (name) {
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      }
      const shown = [...counts].sort((a, b) => a[1] - b[1]).slice(-MOST_BARS);
      const chart = horizontalBars(shown.map(([name]) => valueText('main_obstacle', name)), shown.map(([, count]) => count),
          t('chart.obstacles'));
      chart.xAxis.minInterval = 1;
      return chart;
    },
  };
}

function rateBars(rows, run) {
  const target = Number(run?.literals?.target || NaN);
  return {
    id: 'rates',
    options: oneOf(rows, 'group'),
    draw: state => {
      const shown = only(rows, 'group', state).filter(row => isNumber(row.rate)).reverse();
      // The row of all items of a dimension goes by the dimension's name.
      const names = shown.map(row => valueText('item', (row.item !== 'ALL' && row.item) || row.dimension || '—'));
      const chart = horizontalBars(names, shown.map(row => ({
        value: row.rate, itemStyle: {color: row.meets_target === false ? NOT_MET : MET},
      })), t('chart.value'));
      Object.assign(chart.xAxis, {max: 1, interval: 0.2});
      if (target > 0) {
        chart.grid.top = 28;
        chart.series[0].markLine = limitLine([target], 'chart.target');
      }
      chart.series[0].label = {...chart.series[0].label, position: 'insideLeft', color: '#fff', backgroundColor: 'transparent'};
      chart.series.push({
        type: 'custom', name: '95 %', data: shown.map((row, i) => [row.low, row.high, i]).filter(([low]) => isNumber(low)),
        encode: {x: [0, 1], y: 2}, z: 5, silent: true,
        renderItem: (params, api) => {
          const [low, high] = [0, 1].map(at => api.coord([api.value(at), api.value(2)]));
          const line = (x1, y1, x2, y2) => ({
            type: 'line', shape: {x1, y1, x2, y2}, style: {stroke: '#1c2b33', lineWidth: 1.5},
          });
          return {
            type: 'group',
            children: [
              line(low[0], low[1], high[0], high[1]),
              line(low[0], low[1] - 4, low[0], low[1] + 4),
              line(high[0], high[1] - 4, high[0], high[1] + 4),
            ],
          };
        },
      });
      return chart;
    },
  };
}

/** Minimum, quartiles (linear between ranks) and maximum within 1.5 interquartile ranges, and what lies outside. */
export function boxOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = p => {
    const at = p * (sorted.length - 1);
    const low = Math.floor(at);
    return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  };
  const [q1, median, q3] = [0.25, 0.5, 0.75].map(quantile);
  const reach = 1.5 * (q3 - q1);
  const inside = sorted.filter(value => value >= q1 - reach && value <= q3 + reach);
  return {
    box: [inside[0], q1, median, q3, inside[inside.length - 1]],
    outliers: sorted.filter(value => value < q1 - reach || value > q3 + reach),
  };
}

function boxPlots(rows, values, grouping) {
  return {
    id: 'box',
    options: [
      {key: 'value', label: 'chart.value', values},
      {key: 'by', label: 'chart.by', values: grouping},
    ],
    draw: state => {
      const groups = new Map();
      for (const row of rows) {
        if (isNumber(row[state.value])) {
          const name = String(row[state.by] ?? '—');
          groups.set(name, [...(groups.get(name) ?? []), row[state.value]]);
        }
      }
      const boxes = [...groups].map(([name, members]) => ({name, count: members.length, ...boxOf(members)}))
          .sort((a, b) => a.box[2] - b.box[2]);
      const names = boxes.map(({name, count}) => valueText(state.by, name) + ' (' + count + ')');
      return {
        ...base(),
        grid: {left: 8, right: 24, top: 16, bottom: 28, containLabel: true},
        xAxis: {type: 'value', name: columnTitle(state.value), nameLocation: 'middle', nameGap: 26, scale: true},
        yAxis: {type: 'category', data: names, axisLabel: labelStyle()},
        series: [
          {
            name: columnTitle(state.value), type: 'boxplot', layout: 'vertical', data: boxes.map(({box}) => box),
            itemStyle: {color: '#cfe5e4', borderColor: SERIES[0], borderWidth: 1.5}, boxWidth: [8, 26],
          },
          {
            name: columnTitle(state.value), type: 'scatter', symbolSize: 6, itemStyle: {color: SERIES[1]},
            data: boxes.flatMap(({outliers}, i) => outliers.map(value => [value, i])),
          },
        ],
      };
    },
  };
}

/** The Lorenz curve of values with population weights as points [0…1, 0…1], and the Gini coefficient. */
export function lorenzCurve(values, weights) {
  const order = values.map((value, i) => i).sort((a, b) => values[a] - values[b]);
  const population = weights.reduce((sum, weight) => sum + weight, 0);
  const total = values.reduce((sum, value, i) => sum + value * weights[i], 0);
  const points = [[0, 0]];
  let [p, v, area] = [0, 0, 0];
  for (const i of order) {
    const share = values[i] * weights[i] / total;
    area += (weights[i] / population) * (2 * v + share);
    p += weights[i] / population;
    v += share;
    points.push([p, v]);
  }
  return {points, gini: 1 - area};
}

function lorenz(rows, values, numeric) {
  const weights = sortLike(numeric, ['pupils', 'population']).filter(name => /pupil|popul|enrol|count|students?$/i.test(name));
  return {
    id: 'lorenz',
    options: [
      {key: 'value', label: 'chart.value', values},
      {key: 'weight', label: 'chart.weight', values: ['', ...weights], texts: {'': t('chart.unweighted')}},
    ],
    draw: state => {
      const shown = rows.filter(row => isNumber(row[state.value])
        && (!state.weight || (isNumber(row[state.weight]) && row[state.weight] > 0)));
      const {points, gini} = lorenzCurve(
          shown.map(row => row[state.value]), shown.map(row => (state.weight ? row[state.weight] : 1)));
      const axis = name => ({type: 'value', min: 0, max: 1, name, nameLocation: 'middle', nameGap: 28});
      return {
        ...base(),
        grid: {left: 28, right: 24, top: 34, bottom: 28, containLabel: true},
        title: {text: t('chart.gini', {value: number(gini)}), left: 'center', top: 4, textStyle: {fontSize: 14, fontWeight: 600}},
        xAxis: axis(t(state.weight ? 'chart.shareOfPopulation' : 'chart.shareOfSchools')),
        yAxis: axis(t('chart.shareOfValue', {name: columnTitle(state.value)})),
        series: [
          {
            name: t('chart.equality'), type: 'line', symbol: 'none', data: [[0, 0], [1, 1]],
            lineStyle: {color: '#5b6b73', type: 'dashed', width: 1.5}, itemStyle: {color: '#5b6b73'},
          },
          {
            name: columnTitle(state.value), type: 'line', symbol: 'none', data: points, areaStyle: {color: SERIES[0], opacity: 0.12},
            lineStyle: {color: SERIES[0], width: 2.5}, itemStyle: {color: SERIES[0]},
          },
        ],
      };
    },
  };
}

function horizontalBars(names, data, name) {
  return {
    ...base(),
    grid: {left: 8, right: 56, top: 20, bottom: 24, containLabel: true},
    xAxis: {type: 'value', splitNumber: 4},
    yAxis: {type: 'category', data: names, axisLabel: labelStyle(), axisTick: {show: false}},
    series: [{
      name, type: 'bar', data, barMaxWidth: 26, itemStyle: {color: SERIES[0]},
      label: {show: names.length <= 25, position: 'right', formatter: ({value}) => number(value), color: '#1c2b33', backgroundColor: '#fff', padding: [1, 3]},
    }],
  };
}

const labelStyle = () => ({width: 150, overflow: 'truncate', color: '#1c2b33'});

function base() {
  return {
    animation: false,
    aria: {enabled: true},
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
    // Rich text, not HTML: names come from data, and the page's security policy allows no inline style.
    tooltip: {trigger: 'item', renderMode: 'richText', confine: true, valueFormatter: value => isNumber(value) ? number(value) : value},
  };
}

/** The chart panel: a select for the kind, selects for its columns, and the drawing, which follows the panel's size. */
export class ChartPanel {
  #container;
  #chart = null;
  #drawing = null;
  #choices = new Map();
  #onPick;

  /** @param {function(string)} onPick takes the category that was clicked */
  constructor(container, onPick = () => {}) {
    this.#container = container;
    this.#onPick = onPick;
    new ResizeObserver(() => this.#chart?.resize()).observe(container);
  }

  show(result) {
    this.#chart?.dispose();
    this.#chart = null;
    const charts = result ? chartsFor(result.rows, result.run) : [];
    if (charts.length === 0) {
      this.#container.replaceChildren(el('p', {class: 'help', text: t('chart.none')}));
      return;
    }
    const key = result.number;
    const choice = this.#choices.get(key) ?? {kind: charts[0].id, states: {}};
    this.#choices.set(key, choice);
    const chart = charts.find(candidate => candidate.id === choice.kind) ?? charts[0];
    const state = choice.states[chart.id] ??= {};
    const selects = chart.options.map(({key: name, label, values, texts = {}}) => {
      if (!values.includes(state[name])) {
        state[name] = values[0];
      }
      return this.#select(label, values.map(value => [value, texts[value] ?? (value === '' ? '—' : columnTitle(value))]), state[name], value => {
        state[name] = value;
        this.show(result);
      });
    });
    const kinds = this.#select('chart.kind', charts.map(({id}) => [id, t('chart.' + id)]), chart.id, value => {
      choice.kind = value;
      this.show(result);
    });
    const focused = document.activeElement?.dataset?.choice;
    this.#drawing = el('div', {class: 'drawing', role: 'img'});
    this.#container.replaceChildren(el('div', {class: 'choices'}, kinds, selects), this.#drawing);
    if (focused) {
      this.#container.querySelector(`[data-choice="${focused}"]`)?.focus();
    }
    const drawn = chart.draw(state);
    const bars = drawn.yAxis.data?.length ?? 0;
    this.#drawing.style.height = Math.max(240, bars * 25 + 90) + 'px';
    this.#chart = window.echarts.init(this.#drawing);
    this.#chart.setOption(drawn);
    this.#chart.on('click', ({name}) => name && this.#onPick(name));
  }

  #select(label, values, chosen, choose) {
    return el('label', {}, el('span', {text: t(label)}), el('select', {
      'data-choice': label, on: {change: event => choose(event.target.value)},
    }, values.map(([value, text]) => option(value, text, value === chosen))));
  }
}
