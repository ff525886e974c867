/**
 * A client of WPS 1.0.0 for web pages, without dependencies: what processes a server has, what they take, and running one
 * with progress and cancel. It works with the embedded server of gs-edubalance and with GeoServer, whose exceptions come
 * with HTTP 200; requests are posted as documents, since the forms in a URL differ between servers.
 *
 * @module edubalance
 *
 * @typedef {Object} Format
 * @property {string} mimeType
 * @property {string} encoding '' or 'base64'
 * @property {string} schema
 *
 * @typedef {Object} InputDescription
 * @property {string} id
 * @property {string} title
 * @property {string} abstract
 * @property {number} min how often it has to be given
 * @property {number} max how often it may be given, Infinity for any number
 * @property {'literal'|'bbox'|'features'|'coverage'|'geometry'|'text'} kind
 * @property {Format[]} [formats] of an input that is neither literal nor bbox
 * @property {'number'|'integer'|'boolean'|'string'} [type] of a literal
 * @property {string} [fallback] the default of a literal
 * @property {string[]} [allowed] the values that a literal may have; empty for any
 * @property {string} [unit]
 *
 * @typedef {Object} ProcessDescription
 * @property {string} id
 * @property {string} title
 * @property {string} abstract
 * @property {boolean} async whether it can run in the background
 * @property {InputDescription[]} inputs
 * @property {{id: string, title: string, kind: string, formats: Format[]}[]} outputs
 *
 * @typedef {{href: string, mimeType?: string}} Reference what the server reads by itself
 * @typedef {{bbox: number[], crs: string}} Box minx, miny, maxx, maxy
 * @typedef {{text: string, mimeType: string, encoding?: string}} Inline data in the request, bytes in base64
 *
 * @typedef {Object} Output
 * @property {'complex'|'literal'|'bbox'} kind
 * @property {string} [mimeType] of complex output
 * @property {Blob} [blob] complex output
 * @property {string} [value] literal output
 * @property {number[]} [bbox]
 * @property {string} [crs] of the bbox
 */
import {child, children, descendants, exceptionIn, fetchText, parseXml, ServiceError, text} from './xml.js';

export {coverageImage, readGeoTiff} from './geotiff.js';
export {ServiceError} from './xml.js';

const WPS = 'http://www.opengis.net/wps/1.0.0';
const OWS = 'http://www.opengis.net/ows/1.1';
const XLINK = 'http://www.w3.org/1999/xlink';
const WFS = 'http://geoserver/wfs?service=WFS&version=1.0.0&request=GetFeature&typeName=';
const WFS_FORMAT = 'text/xml; subtype=wfs-collection/1.0';
const FIRST_POLL_MS = 250;
const LAST_POLL_MS = 2000;

/** The address of a request by key–value pairs. */
export function serviceUrl(endpoint, parameters) {
  const url = new URL(endpoint, document.baseURI);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/**
 * The processes of a server, by identifier.
 *
 * @param {string} endpoint such as http://localhost:8080/ows or http://localhost:8080/geoserver/ows
 * @returns {Promise<{id: string, title: string, abstract: string}[]>}
 * @throws {ServiceError} if the server refuses or does not answer
 */
export async function listProcesses(endpoint) {
  const doc = parseXml(await fetchText(serviceUrl(endpoint, {
    service: 'WPS', version: '1.0.0', request: 'GetCapabilities',
  })));
  return children(child(doc.documentElement, 'ProcessOfferings'), 'Process')
      .map(process => ({
        id: text(process, 'Identifier'),
        title: text(process, 'Title'),
        abstract: text(process, 'Abstract'),
      }))
      .sort((a, b) => a.id.localeCompare(b.id));
}

/**
 * The description of one process.
 *
 * @param {string} endpoint
 * @param {string} id such as edu:KernelDensity
 * @returns {Promise<ProcessDescription>}
 */
export async function describeProcess(endpoint, id) {
  const doc = parseXml(await fetchText(serviceUrl(endpoint, {
    service: 'WPS', version: '1.0.0', request: 'DescribeProcess', identifier: id,
  })));
  return parseDescription(descendants(doc, 'ProcessDescription')[0]);
}

/** Descriptions by endpoint and process, each asked for once. */
const descriptions = new Map();

async function knownProcess(endpoint, id) {
  const key = endpoint + '\n' + id;
  if (!descriptions.has(key)) {
    descriptions.set(key, await describeProcess(endpoint, id));
  }
  return descriptions.get(key);
}

/** Reads a wps:ProcessDescription element. */
export function parseDescription(process) {
  const isTrue = name => process.getAttribute(name) === 'true';
  return {
    id: text(process, 'Identifier'),
    title: text(process, 'Title'),
    abstract: text(process, 'Abstract'),
    async: isTrue('storeSupported') && isTrue('statusSupported'),
    inputs: children(child(process, 'DataInputs'), 'Input').map(parseInput),
    outputs: children(child(process, 'ProcessOutputs'), 'Output').map(parseOutput),
  };
}

function parseInput(input) {
  const max = input.getAttribute('maxOccurs') ?? '1';
  const result = {
    id: text(input, 'Identifier'),
    title: text(input, 'Title'),
    abstract: text(input, 'Abstract'),
    min: Number(input.getAttribute('minOccurs') ?? 1),
    max: max === 'unbounded' ? Infinity : Number(max),
  };
  const literal = child(input, 'LiteralData');
  if (literal) {
    const allowed = child(literal, 'AllowedValues');
    return {
      ...result,
      kind: 'literal',
      type: literalType(child(literal, 'DataType')),
      unit: text(literal, 'UOMs', 'Default', 'UOM'),
      fallback: text(literal, 'DefaultValue'),
      allowed: children(allowed, 'Value').map(value => value.textContent.trim()),
      range: parseRange(child(allowed, 'Range')),
    };
  }
  const box = child(input, 'BoundingBoxData');
  if (box) {
    return {...result, kind: 'bbox', systems: descendants(box, 'CRS').map(crs => crs.textContent.trim())};
  }
  const formats = parseFormats(child(input, 'ComplexData'));
  return {...result, kind: complexKind(formats), formats};
}

function parseOutput(output) {
  const result = {id: text(output, 'Identifier'), title: text(output, 'Title')};
  if (child(output, 'LiteralOutput')) {
    return {...result, kind: 'literal', formats: []};
  }
  if (child(output, 'BoundingBoxOutput')) {
    return {...result, kind: 'bbox', formats: []};
  }
  const formats = parseFormats(child(output, 'ComplexOutput'));
  return {...result, kind: complexKind(formats), formats};
}

function literalType(dataType) {
  const name = (dataType?.textContent.trim() || dataType?.getAttributeNS(OWS, 'reference') || 'string')
      .replace(/^.*[:#]/, '').toLowerCase();
  if (['double', 'float', 'decimal'].includes(name)) {
    return 'number';
  }
  if (/^(unsigned)?(int|integer|long|short|byte|positiveinteger|nonnegativeinteger)$/.test(name)) {
    return 'integer';
  }
  return name === 'boolean' ? 'boolean' : 'string';
}

function parseRange(range) {
  return range ? {min: text(range, 'MinimumValue'), max: text(range, 'MaximumValue')} : null;
}

function parseFormats(complex) {
  const first = child(complex, 'Default', 'Format');
  const supported = children(child(complex, 'Supported'), 'Format');
  const formats = [];
  for (const format of (first ? [first, ...supported] : supported)) {
    const mimeType = text(format, 'MimeType');
    if (!formats.some(other => other.mimeType === mimeType)) {
      formats.push({mimeType, encoding: text(format, 'Encoding'), schema: text(format, 'Schema')});
    }
  }
  return formats;
}

/** What a complex input or output is, told by the formats it comes in. */
function complexKind(formats) {
  const has = pattern => formats.some(format => pattern.test(format.mimeType));
  if (has(/tiff|arcgrid/)) {
    return 'coverage';
  }
  if (has(/wkt/) && !has(/csv|wfs-collection/)) {
    return 'geometry';
  }
  return has(/json|csv|wfs-collection/) ? 'features' : 'text';
}

/** The format to ask for, among those that an input or output offers. */
export function bestFormat(kind, formats) {
  const wanted = {
    features: [/^application\/(geo\+)?json/, /json/, /csv/],
    coverage: [/^image\/tiff/, /geotiff/, /arcgrid/],
    geometry: [/wkt/, /json/],
    text: [/^text\/plain/, /xml/],
  }[kind] ?? [];
  for (const pattern of wanted) {
    const found = formats.find(format => pattern.test(format.mimeType));
    if (found) {
      return found;
    }
  }
  return formats[0] ?? {mimeType: '', encoding: '', schema: ''};
}

/**
 * The document of an Execute request.
 *
 * @param {string} id the process
 * @param {Array} inputs each `{id, literal}`, `{id, text, mimeType, encoding}`, `{id, href, mimeType}` or
 *     `{id, bbox: [minx, miny, maxx, maxy], crs}`; values that are data are written as text nodes
 * @param {{id, mimeType, encoding, asReference}} output
 * @param {boolean} stored run in the background and report the status
 */
export function executeDocument(id, inputs, output, stored) {
  const doc = document.implementation.createDocument(WPS, 'wps:Execute');
  const root = doc.documentElement;
  root.setAttribute('service', 'WPS');
  root.setAttribute('version', '1.0.0');
  const append = (parent, namespace, name, attributes = {}, content = null) => {
    const node = doc.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value) {
        node.setAttribute(key, value);
      }
    }
    if (content !== null) {
      node.textContent = content;
    }
    parent.append(node);
    return node;
  };
  append(root, OWS, 'ows:Identifier', {}, id);
  const dataInputs = append(root, WPS, 'wps:DataInputs');
  for (const input of inputs) {
    const node = append(dataInputs, WPS, 'wps:Input');
    append(node, OWS, 'ows:Identifier', {}, input.id);
    if (input.href !== undefined) {
      const reference = append(node, WPS, 'wps:Reference', {mimeType: input.mimeType, method: 'GET'});
      reference.setAttributeNS(XLINK, 'xlink:href', input.href);
      continue;
    }
    const data = append(node, WPS, 'wps:Data');
    if (input.literal !== undefined) {
      append(data, WPS, 'wps:LiteralData', {}, input.literal);
    } else if (input.bbox !== undefined) {
      const [minX, minY, maxX, maxY] = input.bbox;
      const box = append(data, WPS, 'wps:BoundingBoxData', {crs: input.crs, dimensions: '2'});
      append(box, OWS, 'ows:LowerCorner', {}, minX + ' ' + minY);
      append(box, OWS, 'ows:UpperCorner', {}, maxX + ' ' + maxY);
    } else {
      append(data, WPS, 'wps:ComplexData', {mimeType: input.mimeType, encoding: input.encoding}, input.text);
    }
  }
  const form = append(root, WPS, 'wps:ResponseForm');
  const response = append(form, WPS, 'wps:ResponseDocument', stored
    ? {storeExecuteResponse: 'true', status: 'true'}
    : {});
  const wanted = append(response, WPS, 'wps:Output', {
    asReference: stored && output.asReference ? 'true' : '',
    mimeType: output.mimeType,
    encoding: output.encoding,
  });
  append(wanted, OWS, 'ows:Identifier', {}, output.id);
  return new XMLSerializer().serializeToString(doc);
}

/**
 * A layer of the server as an input: it reads it by itself, nothing of it goes through the page. The format is that of its
 * own WFS, the only one in which GeoServer takes its own layers.
 *
 * @param {string} name such as edu:schools
 * @param {{filter?: string, properties?: string[], count?: number}} [select] `filter` in ECQL, the attributes, how many
 * @returns {Reference}
 */
export function layer(name, {filter, properties, count} = {}) {
  const more = {cql_filter: filter, propertyName: properties?.join(','), maxFeatures: count};
  const part = value => encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',');
  return {
    mimeType: WFS_FORMAT,
    href: WFS + part(name) + Object.entries(more).filter(([, value]) => value !== undefined)
        .map(([key, value]) => '&' + key + '=' + part(value)).join(''),
  };
}

/**
 * GeoJSON as an input, in the request. Properties that are null are left out: GeoServer's reader turns a null number into
 * 0, and one that is left out stays null.
 *
 * @param {Object} geojson
 * @returns {Inline}
 */
export function inlineGeoJson(geojson) {
  const known = entries => Object.fromEntries(Object.entries(entries ?? {}).filter(([, value]) => value !== null));
  const feature = one => ({...one, properties: known(one.properties)});
  const content = geojson.type === 'FeatureCollection' ? {...geojson, features: geojson.features.map(feature)}
    : geojson.type === 'Feature' ? feature(geojson) : geojson;
  return {text: JSON.stringify(content), mimeType: 'application/json'};
}

/**
 * Runs a process.
 *
 * @example
 * const density = await execute('/ows', 'edu:KernelDensity', {data: layer('edu:schools'), weight: 'pupils', radius: 20000},
 *     {onProgress: percent => console.log(percent)});
 * const grid = await readGeoTiff(await density.blob.arrayBuffer());
 *
 * @param {string} endpoint
 * @param {string} id the process
 * @param {Object<string, *>} inputs by name: a number, text or boolean, a {@link Reference} ({@link layer}), GeoJSON, a
 *     {@link Box} or an {@link Inline}; an array of them for an input that may be given several times
 * @param {Object} [options]
 * @param {string} [options.output] the output; the process's first if left out
 * @param {string} [options.mimeType] its format; the one that fits a page best if left out
 * @param {boolean} [options.background] whether to run in the background, with progress; as the server offers if left out
 * @param {function(number|null)} [options.onProgress] gets a percentage, null while it is unknown
 * @param {AbortSignal} [options.signal] cancels it, on the server too
 * @param {string} [options.language] of exceptions: en or zh
 * @returns {Promise<Output>}
 * @throws {ServiceError} if the server refuses; an AbortError if it was cancelled
 */
export async function execute(endpoint, id, inputs, options = {}) {
  options.signal?.throwIfAborted();
  const description = await knownProcess(endpoint, id);
  const outputs = description.outputs;
  const wanted = options.output ? outputs.find(output => output.id === options.output) : outputs[0];
  if (!wanted) {
    throw new ServiceError(id + ' has no output ' + options.output);
  }
  const format = options.mimeType
    ? wanted.formats.find(({mimeType}) => mimeType === options.mimeType) ?? {mimeType: options.mimeType}
    : bestFormat(wanted.kind, wanted.formats);
  const request = executeDocument(id, Object.entries(inputs).flatMap(([name, value]) => {
    const input = description.inputs.find(one => one.id === name);
    const values = Array.isArray(value) ? value : [value];
    return values.filter(one => one !== undefined && one !== null).map(one => ({id: name, ...asInput(one, input)}));
  }), {id: wanted.id, ...format, asReference: wanted.kind === 'coverage'}, options.background ?? description.async);
  const execution = new Execution(endpoint, request, options.onProgress ?? (() => {}), {language: options.language});
  options.signal?.addEventListener('abort', () => execution.cancel(), {once: true});
  return execution.done;
}

function asInput(value, input) {
  if (typeof value !== 'object') {
    return {literal: String(value)};
  }
  if (value.href !== undefined) {
    return {mimeType: input ? bestFormat(input.kind, input.formats ?? []).mimeType : '', ...value};
  }
  return value.bbox !== undefined && value.crs !== undefined || value.text !== undefined && value.mimeType !== undefined
    ? value : inlineGeoJson(value);
}

/** A process that was asked for; `done` ends with the result's output, `cancel` gives it up on both sides. */
export class Execution {
  #endpoint;
  #abort = new AbortController();
  #statusUrl = null;
  #cancelled = false;
  #headers;

  /**
   * @param {string} endpoint
   * @param {string|null} request the document of the Execute; null to go on with one that runs or has run
   * @param {function(number|null)} onProgress gets a percentage, null while it is unknown
   * @param {{statusUrl?: string, language?: string}} [options] where that one tells its state; language of exceptions
   */
  constructor(endpoint, request, onProgress, {statusUrl = null, language} = {}) {
    this.#endpoint = new URL(endpoint, document.baseURI);
    this.#headers = language ? {'Accept-Language': language} : {};
    this.#statusUrl = this.#own(statusUrl);
    this.onProgress = onProgress;
    this.done = this.#run(request);
  }

  /** Where the execution tells its state, once that is known; null for one that does not run in the background. */
  get statusUrl() {
    return this.#statusUrl;
  }

  get cancelled() {
    return this.#cancelled;
  }

  async #run(request) {
    this.onProgress(null);
    let doc = await (request === null ? this.#read(this.#statusUrl) : this.#read(this.#endpoint.href, {
      method: 'POST', headers: {'Content-Type': 'text/xml'}, body: request,
    }));
    for (let wait = FIRST_POLL_MS; ; wait = Math.min(LAST_POLL_MS, wait * 1.3)) {
      const root = doc.documentElement;
      this.#statusUrl = this.#own(root.getAttribute('statusLocation')) ?? this.#statusUrl;
      if (this.#cancelled) {
        this.#dismiss();
        throw new DOMException('cancelled', 'AbortError');
      }
      const status = child(root, 'Status');
      const started = child(status, 'ProcessStarted');
      if (child(status, 'ProcessFailed')) {
        throw exceptionIn(status) ?? new ServiceError('The process failed');
      }
      if (child(status, 'ProcessSucceeded') || (!status && child(root, 'ProcessOutputs'))) {
        return this.#output(child(root, 'ProcessOutputs', 'Output'));
      }
      if (!this.#statusUrl) {
        throw new ServiceError('The server gave no place to ask for the status');
      }
      this.onProgress(started ? Number(started.getAttribute('percentCompleted') ?? 0) : null);
      await this.#sleep(wait);
      doc = await this.#read(this.#statusUrl);
    }
  }

  /** Stops waiting and tells the server to stop, which by WPS 1.0.0 practice is a Dismiss of the execution. */
  cancel() {
    this.#cancelled = true;
    // The first answer holds the address to dismiss the execution by, so it is waited for.
    if (this.#statusUrl) {
      this.#abort.abort();
      this.#dismiss();
    }
  }

  #dismiss() {
    if (!this.#statusUrl) {
      return;
    }
    const url = new URL(this.#statusUrl);
    const id = [...url.searchParams].find(([name]) => name.toLowerCase() === 'executionid')?.[1];
    if (id) {
      this.dismissed = fetch(serviceUrl(this.#endpoint, {service: 'WPS', version: '1.0.0', request: 'Dismiss', executionId: id}))
          .catch(() => {});
    }
  }

  #sleep(ms) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      this.#abort.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new DOMException('cancelled', 'AbortError'));
      });
    });
  }

  async #read(url, options = {}) {
    const headers = {...this.#headers, ...options.headers};
    return parseXml(await fetchText(url, {...options, headers, signal: this.#abort.signal}));
  }

  /**
   * An address the server gave, where the server was asked: behind a proxy it may know neither its own name nor its path.
   * What is not a request to the service keeps its path.
   */
  #own(address) {
    if (!address) {
      return null;
    }
    const url = new URL(address, this.#endpoint);
    url.protocol = this.#endpoint.protocol;
    url.host = this.#endpoint.host;
    if (/[?&]request=GetExecution(Status|Result)(&|$)/i.test(url.search)) {
      url.pathname = this.#endpoint.pathname;
    }
    return url.href;
  }

  async #output(output) {
    const reference = child(output, 'Reference');
    if (reference) {
      const address = reference.getAttribute('href') ?? reference.getAttributeNS(XLINK, 'href');
      const response = await fetch(this.#own(address), {signal: this.#abort.signal});
      if (!response.ok) {
        throw new ServiceError('HTTP ' + response.status + ' for the result');
      }
      const mimeType = reference.getAttribute('mimeType') ?? response.headers.get('Content-Type') ?? '';
      return {kind: 'complex', mimeType, blob: await response.blob()};
    }
    const data = child(output, 'Data');
    const complex = child(data, 'ComplexData');
    if (complex) {
      const mimeType = complex.getAttribute('mimeType') ?? '';
      const nested = complex.firstElementChild;
      const content = nested ? new XMLSerializer().serializeToString(nested) : complex.textContent;
      return {
        kind: 'complex',
        mimeType,
        blob: new Blob([complex.getAttribute('encoding') === 'base64' ? fromBase64(content) : content], {type: mimeType}),
      };
    }
    const box = child(data, 'BoundingBoxData') ?? child(output, 'BoundingBoxOutput');
    if (box) {
      const corner = name => text(box, name).split(/\s+/).map(Number);
      return {kind: 'bbox', bbox: [...corner('LowerCorner'), ...corner('UpperCorner')], crs: box.getAttribute('crs') ?? ''};
    }
    const literal = child(data, 'LiteralData');
    if (literal) {
      return {kind: 'literal', value: literal.textContent.trim()};
    }
    throw new ServiceError('The server sent no result');
  }
}

function fromBase64(content) {
  return Uint8Array.from(atob(content.replace(/\s+/g, '')), c => c.charCodeAt(0));
}

/** Bytes as an {@link Inline} wants them. */
export function toBase64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
