/** What the administrator of the page's server has set for the viewer. */

/** The settings; those of a page that nobody set anything for where its server has none, a GeoServer's folder of files for example. */
export async function loadSettings() {
  try {
    const answer = await fetch(new URL('viewer.json', document.baseURI));
    if (answer.ok) {
      return await answer.json();
    }
  } catch {
    // the page is served without them
  }
  return {uploads: false, servers: [], baseMaps: [], terms: []};
}
