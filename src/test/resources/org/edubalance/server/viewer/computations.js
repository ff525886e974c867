// The body of an async function, run by ViewerIT in the viewer's page: what the modules compute, against known values.
const failures = [];
const equal = (what, actual, expected) => {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    failures.push(what + ': ' + JSON.stringify(actual) + ', not ' + JSON.stringify(expected));
  }
};
const load = name => import(new URL('js/' + name + '.js', document.baseURI).href);

const {executeDocument, parseDescription} = await load('wps');
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

const {withoutNulls} = await load('form');
equal('nulls left out', withoutNulls('{"features":[{"properties":{"a":null,"b":0}}]}'),
  '{"features":[{"properties":{"b":0}}]}');

const {lorenzCurve, boxOf} = await load('charts');
// One of two has everything: Gini 1/2. Equal shares: Gini 0.
equal('gini of 0, 1', lorenzCurve([1, 0], [1, 1]).gini, 0.5);
equal('gini of 2, 2', lorenzCurve([2, 2], [5, 7]).gini, 0);
equal('box', boxOf([5, 1, 2, 3, 4, 100]), {box: [1, 2.25, 3.5, 4.75, 5], outliers: [100]});

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
