/** The map as a picture to be handed in: with title, legend, scale bar, north arrow and source. */
import {byId, download} from './dom.js';
import {t} from './i18n.js';

const FONT = '"Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const INK = '#1c2b33';
const MARGIN = 24;
const LEGEND_WIDTH = 260;

/** A round length of at most so many metres: 1, 2 or 5 times a power of ten. */
export function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map(step => step * power).find(length => length <= most) ?? power;
}

/** The lines that a text takes; Chinese breaks anywhere, other scripts between words. */
function lines(context, text, width) {
  const pieces = text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const result = [''];
  for (const piece of pieces) {
    if (result.at(-1) !== '' && context.measureText(result.at(-1) + piece.trimEnd()).width > width) {
      result.push('');
    }
    result[result.length - 1] += piece;
  }
  return result;
}

/** What the page's legend shows, as it stands: captions, pictures, swatches with labels. */
const legendParts = () => [...byId('legend-body').querySelectorAll('figure')].map(figure => ({
  caption: figure.querySelector('figcaption')?.textContent ?? '',
  image: figure.querySelector('img'),
  swatches: [...figure.querySelectorAll('.swatches li')].map(item => ({
    colour: item.querySelector('.swatch').style.background, label: item.textContent,
  })),
}));

function drawLegend(context, x, top) {
  let y = top;
  context.textBaseline = 'top';
  for (const {caption, image, swatches} of legendParts()) {
    context.font = '600 14px ' + FONT;
    context.fillStyle = INK;
    for (const line of lines(context, caption, LEGEND_WIDTH)) {
      context.fillText(line, x, y);
      y += 19;
    }
    if (image?.complete && image.naturalWidth > 0) {
      const scale = Math.min(1, LEGEND_WIDTH / image.naturalWidth);
      context.drawImage(image, x, y, image.naturalWidth * scale, image.naturalHeight * scale);
      y += image.naturalHeight * scale + 6;
    }
    context.font = '13px ' + FONT;
    for (const {colour, label} of swatches) {
      context.fillStyle = colour;
      context.fillRect(x, y + 2, 15, 15);
      context.strokeStyle = '#7d8b92';
      context.strokeRect(x + 0.5, y + 2.5, 14, 14);
      context.fillStyle = INK;
      for (const line of lines(context, label, LEGEND_WIDTH - 24)) {
        context.fillText(line, x + 24, y + 2);
        y += 20;
      }
    }
    y += 14;
  }
  return y;
}

function drawScale(context, x, y, metresPerPixel) {
  const metres = roundLength(150 * metresPerPixel);
  const width = metres / metresPerPixel;
  context.strokeStyle = INK;
  context.fillStyle = INK;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, y - 6);
  context.lineTo(x, y);
  context.lineTo(x + width, y);
  context.lineTo(x + width, y - 6);
  context.stroke();
  context.font = '600 13px ' + FONT;
  context.textBaseline = 'bottom';
  context.fillText(metres >= 1000 ? t('measure.km', {value: metres / 1000}) : t('measure.m', {value: metres}), x + 6, y - 4);
}

function drawNorth(context, x, y) {
  context.fillStyle = INK;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 11, y + 30);
  context.lineTo(x, y + 23);
  context.lineTo(x - 11, y + 30);
  context.closePath();
  context.fill();
  context.font = '700 15px ' + FONT;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(t('export.north'), x, y + 33);
  context.textAlign = 'left';
}

/**
 * Composes the picture.
 *
 * @param {ViewerMap} map
 * @param {{title: string, subtitle: string, source: string}} texts
 * @returns {Promise<HTMLCanvasElement>}
 */
export async function composeMap(map, {title, subtitle, source}) {
  const {canvas: picture, scale, leftOut} = await map.picture();
  const width = picture.width / scale;
  const height = picture.height / scale;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const sourceText = leftOut ? source + ' · ' + t('export.leftOut') : source;
  const paint = total => {
    canvas.width = (width + LEGEND_WIDTH + 3 * MARGIN) * scale;
    canvas.height = total * scale;
    context.scale(scale, scale);
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = INK;
    context.textBaseline = 'top';
    let y = MARGIN;
    context.font = '700 24px ' + FONT;
    for (const line of lines(context, title, width + LEGEND_WIDTH + MARGIN)) {
      context.fillText(line, MARGIN, y);
      y += 32;
    }
    context.font = '14px ' + FONT;
    for (const line of lines(context, subtitle, width + LEGEND_WIDTH + MARGIN)) {
      context.fillText(line, MARGIN, y);
      y += 20;
    }
    y += 10;
    context.drawImage(picture, MARGIN, y, width, height);
    context.strokeStyle = '#7d8b92';
    context.lineWidth = 1;
    context.strokeRect(MARGIN + 0.5, y + 0.5, width, height);
    drawNorth(context, MARGIN + width - 28, y + 14);
    context.fillStyle = 'rgba(255, 255, 255, 0.85)';
    context.fillRect(MARGIN + 6, y + height - 40, 190, 34);
    drawScale(context, MARGIN + 14, y + height - 14, map.metresPerPixel);
    const legendEnd = drawLegend(context, width + 2 * MARGIN, y);
    let end = Math.max(y + height, legendEnd) + 10;
    context.font = '12px ' + FONT;
    context.fillStyle = '#56666e';
    context.textBaseline = 'top';
    for (const line of lines(context, sourceText, width + LEGEND_WIDTH + MARGIN)) {
      context.fillText(line, MARGIN, end);
      end += 17;
    }
    return end + MARGIN / 2;
  };
  // Once to see how much room it takes, once on that much.
  paint(paint(height + 400));
  return canvas;
}

export async function exportMap(map, texts, fileName) {
  const canvas = await composeMap(map, texts);
  const blob = await new Promise((done, fail) => {
    canvas.toBlob(made => (made ? done(made) : fail(new Error(t('export.failed')))), 'image/png');
  });
  download(fileName, blob, 'image/png');
}
