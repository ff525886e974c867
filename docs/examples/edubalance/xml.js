/** Reading XML by local names: servers differ in prefixes, and WPS 1.0.0 leaves some elements without a namespace. */

export function parseXml(text) {
  const doc = new DOMParser().parseFromString(text, 'text/xml');
  if (doc.getElementsByTagName('parsererror').length > 0) {
    throw new Error('The server sent something that is no XML: ' + text.slice(0, 200));
  }
  return doc;
}

/** The child elements with a local name. */
export function children(parent, name) {
  return parent ? [...parent.children].filter(child => child.localName === name) : [];
}

/** The first element down a path of local names, or null. */
export function child(parent, ...path) {
  let at = parent;
  for (const name of path) {
    at = children(at, name)[0] ?? null;
    if (at === null) {
      return null;
    }
  }
  return at;
}

/** The trimmed text at a path of local names, '' where there is none. */
export function text(parent, ...path) {
  return child(parent, ...path)?.textContent.trim() ?? '';
}

/** All descendants with a local name. */
export function descendants(parent, name) {
  return [...parent.getElementsByTagNameNS('*', name)];
}

/** What an OGC service refused, and why. */
export class ServiceError extends Error {
  constructor(message, code = '', locator = '') {
    super(message);
    this.code = code;
    this.locator = locator;
  }
}

/** The ServiceError in an exception report (OWS or WMS), or null where the document has none. */
export function exceptionIn(node) {
  const reports = descendants(node, 'Exception').concat(descendants(node, 'ServiceException'));
  if (reports.length === 0) {
    return null;
  }
  const messages = reports
      .flatMap(report => {
        const texts = descendants(report, 'ExceptionText');
        return texts.length > 0 ? texts : [report];
      })
      .map(node => node.textContent.trim())
      .filter(message => message !== '');
  const first = reports[0];
  const code = first.getAttribute('exceptionCode') ?? first.getAttribute('code') ?? '';
  return new ServiceError(messages.join('\n') || code, code, first.getAttribute('locator') ?? '');
}

/** Fetches a text; an exception report or a failure becomes a ServiceError. */
export async function fetchText(url, options = {}) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new ServiceError('No answer from ' + new URL(url, location.href).origin + ' (' + error.message + ')');
  }
  const body = await response.text();
  const report = /<([\w-]+:)?(ServiceException|ExceptionReport)/.test(body.slice(0, 2000))
    ? exceptionIn(parseXml(body))
    : null;
  if (report) {
    throw report;
  }
  if (!response.ok) {
    throw new ServiceError('HTTP ' + response.status + ' ' + response.statusText);
  }
  return body;
}
