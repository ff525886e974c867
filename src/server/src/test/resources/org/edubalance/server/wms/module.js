// The body of an async function, run by ExamplePagesIT in a page of another origin: what edubalance.js does with a server.
const endpoint = arguments[0];
const {coverageImage, describeProcess, execute, layer, listProcesses, readGeoTiff, ServiceError} =
  await import(new URL('/edubalance/edubalance.js', location.href).href);
const failures = [];
const check = (what, holds, got) => {
  if (!holds) {
    failures.push(what + ': ' + (got instanceof Error ? got.stack : JSON.stringify(got)));
  }
};
const refusal = async promise => {
  try {
    return {none: await promise};
  } catch (error) {
    return error;
  }
};
const json = async output => JSON.parse(await output.blob.text());

const processes = await listProcesses(endpoint);
check('the list', processes.some(({id, title}) => id === 'edu:KernelDensity' && title !== ''), processes.slice(0, 3));
const density = await describeProcess(endpoint, 'edu:KernelDensity');
const input = name => density.inputs.find(({id}) => id === name);
check('features', input('data').kind === 'features' && input('data').min === 1, input('data'));
check('a number', input('radius').type === 'number' && input('radius').min === 0, input('radius'));
check('a choice', input('kernel').allowed.includes('QUARTIC'), input('kernel'));
check('a box', input('outputBBOX').kind === 'bbox', input('outputBBOX'));
check('the output', density.outputs[0].kind === 'coverage' && density.async, density.outputs);

// GeoJSON in the request, one value missing
const point = (pupils, x) => ({type: 'Feature', properties: {pupils}, geometry: {type: 'Point', coordinates: [x, 30]}});
const given = {type: 'FeatureCollection', features: [point(1, 94), point(3, 95), point(null, 96)]};
const measures = await json(await execute(endpoint, 'edu:InequalityMeasures', {data: given, indicators: ['pupils']}, {background: false}));
check('inline GeoJSON', measures.features.length === 1 && measures.features[0].properties.mean === 2, measures);

// a layer of the server, and what to take of it
const primary = await json(await execute(endpoint, 'vec:Query',
    {features: layer('edu:schools', {filter: "stage = 'PRIMARY'", properties: ['name', 'stage']})}, {background: false}));
check('a filtered layer', primary.features.length > 20 && primary.features.every(({properties}) => properties.stage === 'PRIMARY'),
    primary.features.length);

// a grid, in the background and at once
const box = {bbox: [10400000, 3400000, 10600000, 3550000], crs: 'EPSG:3857'};
const inputs = {data: layer('edu:schools'), weight: 'pupils', radius: 20000, outputBBOX: box, outputWidth: 40, outputHeight: 30};
const told = [];
const grids = [];
for (const options of [{onProgress: percent => told.push(percent)}, {background: false}]) {
  const output = await execute(endpoint, 'edu:KernelDensity', inputs, {...options, mimeType: 'image/tiff'});
  grids.push(await readGeoTiff(await output.blob.arrayBuffer()));
}
const [grid, atOnce] = grids;
check('progress', told.length > 1 && told.slice(1).every(percent => percent === null || percent >= 0 && percent <= 100), told);
check('a grid', grid.width === 40 && grid.height === 30 && grid.crs === 'EPSG:3857'
  && grid.extent.every((value, i) => Math.abs(value - box.bbox[i]) < 1), {...grid, bands: grid.bands.length});
const highest = Math.max(...grid.bands[0]);
check('its values', highest > 0.1 && Math.max(...atOnce.bands[0]) === highest, highest);
const picture = coverageImage(grid, value => [255, 0, 0, 255 * value / highest]);
check('its picture', picture.width === 40 && picture.getContext('2d').getImageData(0, 0, 40, 30).data.some(value => value > 0), null);

// cancelled, on the server too
const controller = new AbortController();
const running = execute(endpoint, 'edu:KernelDensity',
    {...inputs, radius: 400000, kernel: 'GAUSSIAN', precision: 'EXACT', outputWidth: 4000, outputHeight: 4000},
    {signal: controller.signal, onProgress: percent => percent !== null && setTimeout(() => controller.abort(), 300)});
const cancelled = await refusal(running);
check('a cancelled run', cancelled.name === 'AbortError', cancelled);
const asked = () => performance.getEntriesByType('resource').map(entry => new URL(entry.name))
    .find(url => url.searchParams.get('request') === 'Dismiss');
for (let i = 0; i < 50 && !asked(); i++) {
  await new Promise(done => setTimeout(done, 100));
}
check('the request to stop', asked()?.searchParams.get('executionId'), asked()?.href);
const gone = await (await fetch(endpoint + '?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId='
  + asked()?.searchParams.get('executionId'))).text();
check('what was stopped', /Exception/.test(gone), gone.slice(0, 300));

// refusals, each with its words
const unknown = await refusal(execute(endpoint, 'edu:NoSuch', {}));
check('an unknown process', unknown instanceof ServiceError && /NoSuch/.test(unknown.message), unknown);
for (const background of [false, true]) {
  const refused = await refusal(execute(endpoint, 'edu:KernelDensity', {...inputs, radius: -5}, {background}));
  check('a refused input, background ' + background, refused instanceof ServiceError && /radius/.test(refused.message), refused);
  const missing = await refusal(execute(endpoint, 'edu:KernelDensity', {...inputs, weight: 'no_such'}, {background}));
  check('a refused attribute, background ' + background, missing instanceof ServiceError && /no_such/.test(missing.message), missing);
}
const nowhere = await refusal(listProcesses('http://localhost:9/ows'));
check('no server', nowhere instanceof ServiceError && /localhost:9/.test(nowhere.message), nowhere);
return failures;
