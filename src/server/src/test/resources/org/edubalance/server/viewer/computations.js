// The body of an async function, run by ViewerIT in the viewer's page: what the modules compute, against known values.
const failures = [];
const equal = (what, actual, expected) => {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    failures.push(what + ': ' + JSON.stringify(actual) + ', not ' + JSON.stringify(expected));
  }
};
const load = name => import(new URL('js/' + name + '.js', document.baseURI).href);

const {executeDocument, parseDescription} = await load('edubalance/edubalance');
const xml = executeDocument('edu:X', [{id: 'a', literal: '<&>"'}, {id: 'd', href: 'http://geoserver/wfs?a=1&b=2',
  mimeType: 'application/json'}, {id: 'b', bbox: [1, 2, 3, 4], crs: 'EPSG:4326'}],
  {id: 'result', mimeType: 'application/json'}, true);
const doc = new DOMParser().parseFromString(xml, 'text/xml');
const wps = name => doc.getElementsByTagNameNS('http://www.opengis.net/wps/1.0.0', name);
equal('literal', wps('LiteralData')[0].textContent, '<&>"');
equal('reference', wps('Reference')[0].getAttributeNS('http://www.w3.org/1999/xlink', 'href'),
  'http://geoserver/wfs?a=1&b=2');
equal('box', wps('BoundingBoxData')[0].textContent, '1 23 4');
equal('stored', wps('ResponseDocument')[0].getAttribute('storeExecuteResponse'), 'true');

const {inlineGeoJson, layer} = await load('edubalance/edubalance');
equal('nulls left out', inlineGeoJson({type: 'FeatureCollection', features: [{type: 'Feature', properties: {a: null, b: 0}}]}).text,
  '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"b":0}}]}');
equal('a filtered layer', layer('edu:schools', {filter: "stage = 'PRIMARY'", properties: ['a', 'b'], count: 3}).href,
  "http://geoserver/wfs?service=WFS&version=1.0.0&request=GetFeature&typeName=edu:schools&cql_filter=stage%20%3D%20'PRIMARY'"
  + '&propertyName=a,b&maxFeatures=3');

const {breaks} = await load('looks');
equal('quantiles', breaks([1, 2, 3, 4, 5, 100], 3, 'QUANTILE'), [2, 4, 100]);
equal('equal intervals', breaks([0, 1, 2, 10], 2, 'EQUAL_INTERVAL'), [5, 10]);
equal('natural breaks', breaks([1, 2, 3, 10, 11, 12, 50], 3, 'NATURAL_BREAKS'), [3, 12, 50]);
equal('fewer classes than wanted', breaks([1, 1, 1], 5, 'NATURAL_BREAKS'), [1]);

const {crc32} = await load('zip');
equal('the check value of CRC-32', crc32(new TextEncoder().encode('123456789')), 0xCBF43926);

const {cqlOf, envOf} = await load('drawn-layers');
equal('a name with an apostrophe', cqlOf({county: "Gongbo'gyamda"}), `"county" = 'Gongbo\'\'gyamda'`);
equal('no filter', cqlOf({}), '');
equal('what a density is told', envOf({radiusKm: 7, kernel: 'GAUSSIAN', weight: '1'}), 'radius:7000;kernel:GAUSSIAN;weight:1');

equal('a level that the style computes', envOf({style: 'entropy-score', filters: {level: '3'}}), 'level:3');
equal('a level that the data have', envOf({style: '', filters: {level: '3'}}), '');

const {densityUnit} = await load('looks');
equal('units of densities', [undefined, '1', 'pupils', 'a/b'].map(weight => densityUnit(weight, 'km²')),
    ['features per km²', 'features per km²', 'Pupils per km²', 'a/b per km²']);

const {roundLength} = await load('map-export');
equal('lengths of scale bars', [0.7, 3, 999, 1000].map(roundLength), [0.5, 2, 500, 1000]);

const {columnTitle, isCode, knowColumns, placeName} = await load('names');
knowColumns([{name: 'of_a_result', title: {en: 'Of a result', zh: '结果的'}}, {name: 'odd', title: 'Odd'}, {name: 'cv', title: {en: 'x', zh: 'y'}}]);
equal('titles that a result brings', ['of_a_result', 'odd', 'cv'].map(columnTitle), ['Of a result', 'odd', 'CV']);
equal('titles', ['pupils', 'cv_books', 'no such'].map(columnTitle), ['Pupils', 'CV · ' + columnTitle('books'), 'no such']);
equal('codes', ['id', 'school_code', 'year', '学校代码', 'pupils', 'identity'].map(isCode), [true, true, true, true, false, false]);
equal('places in English', placeName('Bayi'), 'Bayi');

const {axisUpTo, chartsFor, lorenzCurve, boxOf} = await load('charts');
// One of two has everything: Gini 1/2. Equal shares: Gini 0.
equal('gini of 0, 1', lorenzCurve([1, 0], [1, 1]).gini, 0.5);
equal('gini of 2, 2', lorenzCurve([2, 2], [5, 7]).gini, 0);
equal('box', boxOf([5, 1, 2, 3, 4, 100]), {box: [1, 2.25, 3.5, 4.75, 5], outliers: [100]});

// Limits come with the result, whatever the standard: of each coefficient, of their mean, or of the run.
const regions = limits => [0.2, 0.4].map((cv, i) => ({group: 'c' + i, cv_books: cv, cv, balanced: i === 0, ...limits}));
const line = (limits, value, literals = {standard: 'mine'}) => {
  const [chart] = chartsFor(regions(limits), {literals});
  equal('kind', chart.id, 'cv');
  const [bars, numbers] = chart.draw({value}).series;
  return [bars.markLine.data.map(({xAxis}) => xAxis), bars.data.map(({itemStyle}) => itemStyle.color), numbers.z > 5];
};
const [MET, NOT_MET, PLAIN] = ['#2166ac', '#d6604d', '#0b6e6e'];
equal('limit of each', line({limit_each_cv: 0.3}, 'cv_books'), [[0.3], [MET, NOT_MET], true]);
equal('limit of each, mean', line({limit_each_cv: 0.3}, 'cv'), [[], [PLAIN, PLAIN], true]);
equal('limit of the mean', line({limit_cv: 0.4}, 'cv'), [[0.4], [MET, MET], true]);
equal('threshold of the run', line({}, 'cv', {threshold: '0.1'}), [[0.1], [NOT_MET, NOT_MET], true]);
equal('no limit', line({}, 'cv_books', {threshold: '0.1'}), [[], [PLAIN, PLAIN], true]);
equal('first what has a limit', chartsFor(regions({limit_each_cv: 0.3}), {})[0].options[0].values, ['cv_books', 'cv']);

// What is computed of groups has no boxes and no Lorenz curve, and is shown for one stage at a time.
const judged = ['a', 'b', 'c', 'd'].flatMap(group => ['PRIMARY', 'JUNIOR'].map((stage, i) => ({group, stage, cv: 0.2 + i})));
const byGroup = chartsFor(judged, {});
equal('charts of groups', byGroup.map(({id}) => id), ['bars']);
equal('bars of groups', byGroup[0].draw({value: 'cv', stage: 'JUNIOR'}).series[0].data, [1.2, 1.2, 1.2, 1.2]);
const share = chartsFor([-1, 2, 3].map(moran_i => ({moran_i, books: 1 + moran_i})), {}).find(({id}) => id === 'lorenz');
equal('no shares of what may be negative', share.options[0].values, ['books']);

// A decomposition's rows are wholes, parts and pairs: only the three parts are drawn, an indicator a bar.
const dagum = chartsFor([['TOTAL', 'ALL', 0.3], ['WITHIN', 'ALL', 0.1], ['NET_BETWEEN', 'ALL', 0.15], ['TRANSVARIATION', 'ALL', 0.05],
  ['WITHIN', 'a', 0.06], ['WITHIN', 'b', 0.04], ['PAIR', 'a', 0.2]].map(([kind, group, contribution]) =>
  ({indicator: 'books', kind, group, gini: kind === 'TOTAL' ? 0.3 : null, distance: 0.5, contribution})), {});
equal('charts of a decomposition', dagum.map(({id}) => id), ['dagum']);
equal('parts', dagum[0].draw({}).series.map(({data}) => data), [[0.1], [0.15], [0.05]]);
const [detector] = chartsFor([['county', null, 0.4], ['size', null, 0.1], ['county', 'size', 0.6]].map(([factor, other, q]) =>
  ({factor, other, q, strata: 3})), {});
equal('factors and pairs', detector.draw({}).yAxis.data, ['size', 'County', 'County ∩ size']);
const [trend] = chartsFor([['YEAR', 2018, 0.5], ['YEAR', 2020, 0.4], ['SIGMA', 2020, null]].map(([kind, year, cv]) =>
  ({indicator: 'books', kind, units: null, year, cv, slope: kind === 'SIGMA' ? -0.05 : null})), {});
equal('years', trend.draw({value: 'cv'}).series.map(({data}) => data), [[[2018, 0.5], [2020, 0.4]]]);
const held = chartsFor(['a', 'a', 'b', null].map(main_obstacle => ({main_obstacle, lacking: 0.5})), {})[0];
equal('main obstacles', [held.id, held.draw({}).yAxis.data, held.draw({}).series[0].data], ['obstacles', ['b', 'a'], [1, 2]]);

equal('axis up to 0.9359', axisUpTo(0.9359), {interval: 0.2, max: 1});
equal('axis up to 0.65', axisUpTo(0.65), {interval: 0.2, max: 0.8});
equal('axis up to 3', axisUpTo(3), {interval: 1, max: 3});

// A school by its stages: only what they share, pupils first, and nothing that takes stages for schools.
const stages = [['a', 'PRIMARY', 166, 9711.6], ['a', 'JUNIOR', 210, 13514.4], ['b', 'PRIMARY', 50, 700]]
  .map(([name, stage, pupils, books]) => ({name, stage, books, pupils, teachers_in_all: 30}));
const split = chartsFor(stages, {});
equal('charts of stages', split.map(({id}) => id), ['stages']);
equal('what stages share', split[0].options[0].values, ['pupils', 'books']);
const drawn = split[0].draw({value: 'books'});
equal('schools', drawn.yAxis.data, ['b', 'a']);
equal('stages', drawn.series.map(({name, data}) => [name, data]),
  [['Primary', [700, 9711.6]], ['Junior', [null, 13514.4]]]);
equal('schools of one stage each', chartsFor(stages.slice(1), {}).some(({id}) => id === 'stages'), false);

const {toCsv} = await load('results');
equal('csv', toCsv({features: [{properties: {a: 'x,"y"', b: null, c: -1},
  geometry: {type: 'Point', coordinates: [94.5, 29.5]}}, {properties: {a: '=HYPERLINK()', b: 2}}]}),
  'a,b,c,lon,lat\r\n"x,""y""",,-1,94.5,29.5\r\n\'=HYPERLINK(),2,,,\r\n');

const {keys, preferredLanguage} = await load('i18n');
equal('texts in both languages', keys().zh.slice().sort(), keys().en.slice().sort());
equal('language of the address', preferredLanguage('?lang=zh', ['en']), 'zh');
equal('language of the browser', preferredLanguage('', ['fr', 'zh-CN', 'en']), 'zh');
equal('a language without texts', preferredLanguage('?lang=xx', ['fr']), 'en');

const {words} = await load('process-texts');
equal('words', ['outputBBOX', 'cellSize', 'KernelDensity'].map(words),
  ['Output BBOX', 'Cell size', 'Kernel density']);
return failures;
