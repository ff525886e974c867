/** A client of WPS 1.0.0: what processes there are, what they take, and running one with progress and cancel. */
import {child, children, descendants, exceptionIn, fetchText, parseXml, ServiceError, text} from './xml.js';

const WPS = 'http://www.opengis.net/wps/1.0.0';
const OWS = 'http://www.opengis.net/ows/1.1';
const XLINK = 'http://www.w3.org/1999/xlink';
const FIRST_POLL_MS = 250;
const LAST_POLL_MS = 2000;

export function serviceUrl(endpoint, parameters) {
  const url = new URL(endpoint, document.baseURI);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/** The processes of a server: `{id, title, abstract}`, by identifier. */
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

/** The description of one process. */
export async function describeProcess(endpoint, id) {
  const doc = parseXml(await fetchText(serviceUrl(endpoint, {
    service: 'WPS', version: '1.0.0', request: 'DescribeProcess', identifier: id,
  })));
  return parseDescription(descendants(doc, 'ProcessDescription')[0]);
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

/** A process that was asked for; `done` ends with the result's output, `cancel` gives it up on both sides. */
export class Execution {
  #endpoint;
  #abort = new AbortController();
  #statusUrl = null;
  #cancelled = false;

  /** @param {function(number|null)} onProgress gets a percentage, null while it is unknown */
  constructor(endpoint, request, onProgress) {
    this.#endpoint = new URL(endpoint, document.baseURI);
    this.onProgress = onProgress;
    this.done = this.#run(request);
  }

  get cancelled() {
    return this.#cancelled;
  }

  async #run(request) {
    this.onProgress(null);
    let doc = await this.#read(this.#endpoint.href, {
      method: 'POST', headers: {'Content-Type': 'text/xml'}, body: request,
    });
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
      doc = await this.#read(this.#statusUrl, {});
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
      fetch(serviceUrl(this.#endpoint, {service: 'WPS', version: '1.0.0', request: 'Dismiss', executionId: id}))
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

  async #read(url, options) {
    return parseXml(await fetchText(url, {...options, signal: this.#abort.signal}));
  }

  /** An address the server gave, on the host it was asked at: behind a proxy it may not know its own name. */
  #own(address) {
    if (!address) {
      return null;
    }
    const url = new URL(address, this.#endpoint);
    url.protocol = this.#endpoint.protocol;
    url.host = this.#endpoint.host;
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

export function toBase64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
