/** What layers, processes and inputs are called, in the language of the page. */
import {currentLanguage, inLanguage} from './i18n.js';

/** Descriptions of the processes of edu by id, in both languages, as the server that the page comes from has them. */
const described = new Map();

/** Asks for the descriptions; without them the texts of whichever server is used have to do. */
export async function loadProcessTexts() {
  try {
    const answer = await fetch(new URL('processes.json', document.baseURI));
    for (const process of (await answer.json()).processes) {
      described.set(process.id, process);
    }
  } catch {
    // the page is served without them
  }
}

const LAYERS_ZH = {'edu:schools': '学校', 'edu:counties': '县级行政区', 'edu:through-schools': '一贯制学校'};

/** A layer's title; one that is no more than its name is written as words. */
export function layerTitle({name, title}) {
  const local = name.replace(/^.*:/, '');
  if (title === name || title === local) {
    return (currentLanguage() === 'zh' && LAYERS_ZH[name]) || words(local.replaceAll('-', ' '));
  }
  return inLanguage(title);
}

/** Title and abstract of a process, `{id, title, abstract}`. */
export function processText({id, title, abstract}) {
  const known = described.get(id);
  if (known) {
    return {title: known.title[currentLanguage()], abstract: known.description[currentLanguage()]};
  }
  const local = id.replace(/^.*:/, '');
  return {title: title && title !== id && title !== local ? title : words(local), abstract};
}

/** Title and help of an input of a process. */
export function inputText(processId, input) {
  const known = described.get(processId)?.inputs.find(other => other.name === input.id);
  if (known) {
    return {title: known.title[currentLanguage()], help: known.help[currentLanguage()]};
  }
  const plain = input.title && input.title.toLowerCase() !== input.id.toLowerCase() ? input.title : words(input.id);
  return {title: plain, help: input.abstract || ''};
}

/** "cellSize" → "Cell size", "outputBBOX" → "Output BBOX", "KernelDensity" → "Kernel density". */
export function words(name) {
  const split = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[\s_]+/)
      .map((word, i) => (i > 0 && !/^[A-Z]{2,}$/.test(word) ? word.toLowerCase() : word));
  return split.join(' ').replace(/^./, first => first.toUpperCase());
}
