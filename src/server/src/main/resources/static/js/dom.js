/**
 * Creates an element. Children that are strings become text nodes, never markup: names and values come from data and
 * from servers, so nothing here or elsewhere in the viewer writes HTML from a string.
 *
 * @param {string} tag
 * @param {Object} [attributes] `class`, `text`, `on` ({event: listener}), properties of true/false, else attributes
 * @param {...(Node|string|null)} children null is left out
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) {
      continue;
    }
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === 'text') {
      element.textContent = value;
    } else if (typeof value === 'boolean') {
      element.toggleAttribute(name, value);
    } else {
      element.setAttribute(name, value);
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) {
      element.append(child);
    }
  }
  return element;
}

/** The element with an id. */
export function byId(id) {
  return document.getElementById(id);
}

/** An option of a select. */
export function option(value, text, selected = false) {
  const result = new Option(text, value, selected, selected);
  return result;
}

/** Offers a text or a blob as a download. */
export function download(name, content, mimeType) {
  const blob = content instanceof Blob ? content : new Blob([content], {type: mimeType});
  const url = URL.createObjectURL(blob);
  const link = el('a', {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Arrow keys, Home and End move along a tab list; the tab that gets the focus is chosen. */
export function tabList(list, choose) {
  const tabs = [...list.querySelectorAll('[role=tab]')];
  const select = (tab, focus) => {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute('aria-selected', String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      byId(other.getAttribute('aria-controls')).hidden = !chosen;
    }
    if (focus) {
      tab.focus();
    }
    choose?.(tab);
  };
  list.addEventListener('click', event => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      select(tab, false);
    }
  });
  list.addEventListener('keydown', event => {
    const at = tabs.indexOf(document.activeElement);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1}[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      select(tabs[(to + tabs.length) % tabs.length], true);
    }
  });
  return id => select(byId(id), false);
}
