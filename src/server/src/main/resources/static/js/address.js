/** The page's own address, and the addresses of servers. */

/** The server that the page comes from. */
export const HERE = new URL('.', document.baseURI).href.replace(/\/$/, '');

/** Sets parameters of the page's address; null takes one away. */
export function changeAddress(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, value);
    }
  }
  history.replaceState(null, '', url);
}

/** A server's address without what does not belong to it; null for what is none. */
export function readBase(value) {
  try {
    const url = new URL(value, document.baseURI);
    return /^https?:$/.test(url.protocol) ? (url.origin + url.pathname).replace(/\/+((ows|wps|wms)\/?)?$/, '') : null;
  } catch {
    return null;
  }
}

/** A part of the page's address that is JSON, or null if there is none that can be read. */
export function readJson(parameters, name) {
  try {
    const value = JSON.parse(parameters.get(name) ?? 'null');
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
