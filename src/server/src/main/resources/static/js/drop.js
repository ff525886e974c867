/** Files dropped anywhere on the page, or chosen. */

const hasFiles = event => [...event.dataTransfer?.types ?? []].includes('Files');

/**
 * @param {{enabled: function(): boolean, onFiles: function(File[])}} listeners
 * @param {HTMLElement} curtain shown while files are over the page
 * @param {HTMLInputElement} chooser
 */
export function takeFiles({enabled, onFiles}, curtain, chooser) {
  // Entering a child comes before leaving its parent, so they are counted.
  let inside = 0;
  const show = step => {
    inside = Math.max(0, inside + step);
    curtain.hidden = inside === 0;
  };
  document.addEventListener('dragenter', event => {
    if (hasFiles(event) && enabled()) {
      show(1);
    }
  });
  document.addEventListener('dragleave', event => {
    if (hasFiles(event) && enabled()) {
      show(-1);
    }
  });
  document.addEventListener('dragover', event => {
    // A browser would otherwise leave the page for the file.
    if (hasFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = enabled() ? 'copy' : 'none';
    }
  });
  document.addEventListener('drop', event => {
    if (hasFiles(event)) {
      event.preventDefault();
      show(-inside);
      if (enabled()) {
        onFiles([...event.dataTransfer.files]);
      }
    }
  });
  chooser.addEventListener('change', () => {
    const files = [...chooser.files];
    chooser.value = '';
    onFiles(files);
  });
}

