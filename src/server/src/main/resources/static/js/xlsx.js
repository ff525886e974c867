/** Writes a table as a workbook that Excel, WPS Office and LibreOffice open. */
import {zip} from './zip.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const FILES = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types">`
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    + '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    + '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`
    + `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // the second format is the bold one of the head
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>`
    + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>',
};

// eslint-disable-next-line no-control-regex
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const escape = text => text.replace(NOT_IN_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function cell(value, style) {
  if (value === null || value === undefined || value === '' || (typeof value === 'number' && !Number.isFinite(value))) {
    return '<c/>';
  }
  if (typeof value === 'number') {
    return `<c${style}><v>${value}</v></c>`;
  }
  if (typeof value === 'boolean') {
    return `<c t="b"${style}><v>${value ? 1 : 0}</v></c>`;
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // what may stand in a cell
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${escape(text.slice(0, 32767))}</t></is></c>`;
}

/**
 * @param {string} title of the sheet
 * @param {string[]} head
 * @param {Array<Array>} rows values: numbers, booleans, texts, nothing; a text is never a formula
 * @returns {Blob}
 */
export function workbook(title, head, rows) {
  const line = (values, style = '') => '<row>' + values.map(value => cell(value, style)).join('') + '</row>';
  const name = escape(title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31).trim() || 'Sheet1');
  const files = {
    ...FILES,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
      + `<sheetData>${line(head, ' s="1"')}${rows.map(row => line(row)).join('')}</sheetData></worksheet>`,
  };
  return zip(Object.entries(files).map(([path, xml]) => ({name: path, content: new TextEncoder().encode(XML + xml)})),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
}
