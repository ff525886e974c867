/** The list of processes, the form of the chosen one, and its run. */
import {byId, el, option} from './dom.js';
import {exampleFor} from './examples.js';
import {InputProblem} from './form.js';
import {currentLanguage, number, t} from './i18n.js';
import {processText} from './process-texts.js';
import {executeDocument, Execution} from './edubalance/edubalance.js';

export class ProcessPanel {
  #server;
  #form;
  #onResult;
  #execution = null;
  #jobs;

  /**
   * @param {ProcessForm} form
   * @param {Jobs} jobs
   * @param {function(Object)} onResult takes what a run gave
   */
  constructor(form, jobs, onResult) {
    this.#form = form;
    this.#jobs = jobs;
    this.#onResult = onResult;
    byId('process-search').addEventListener('input', () => this.#renderList());
    byId('process').addEventListener('change', event => this.choose(event.target.value));
    byId('process-form').addEventListener('submit', event => {
      event.preventDefault();
      this.run();
    });
    byId('cancel').addEventListener('click', () => this.#execution?.cancel());
    byId('example').addEventListener('click', () => form.fill(this.#example()));
  }

  /** Takes a server's processes and chooses one to begin with. */
  async take(server) {
    this.#server = server;
    this.#renderList();
    const first = [/^edu:KernelDensity$/, /^edu:/, /./]
        .map(pattern => server.processes.find(process => pattern.test(process.id)))
        .find(process => process);
    await this.choose(first?.id);
  }

  async choose(id) {
    byId('process-form').hidden = !id;
    if (!id) {
      return;
    }
    byId('process').value = id;
    let description;
    try {
      description = await this.#server.describe(id);
    } catch (error) {
      say('', t('run.failed', {reason: error.message}));
      return;
    }
    say('');
    this.#form.show(description);
    this.#renderProcess();
  }

  /** Runs a process with these inputs, in the form, where they can be changed and run again. */
  async runWith(id, inputs) {
    await this.choose(id);
    this.#form.fill(inputs);
    await this.run();
  }

  render() {
    this.#renderList();
    this.#renderProcess();
  }

  #renderList() {
    const wanted = byId('process-search').value.trim().toLowerCase();
    const found = (this.#server?.processes ?? []).filter(process => {
      const {title, abstract} = processText(process);
      return [process.id, process.title, title, abstract].some(text => text.toLowerCase().includes(wanted));
    });
    const chosen = this.#form.description?.id;
    const spaces = [...new Set(found.map(process => process.id.replace(/:.*$/, '')))]
        .sort((a, b) => (b === 'edu') - (a === 'edu') || a.localeCompare(b));
    byId('process').replaceChildren(...spaces.map(space => el('optgroup', {label: space},
        found.filter(process => process.id.startsWith(space + ':') || process.id === space).map(process => {
          const item = option(process.id, processText(process).title, process.id === chosen);
          item.title = process.id;
          return item;
        }))));
    byId('process-count').textContent = t('process.count', {count: found.length});
  }

  #renderProcess() {
    const description = this.#form.description;
    if (!description) {
      return;
    }
    const {title, abstract} = processText(description);
    byId('process-title').textContent = title;
    byId('process-id').textContent = description.id;
    byId('process-abstract').textContent = abstract;
    byId('example').hidden = this.#example() === null;
    this.#form.render();
  }

  #example() {
    return exampleFor(this.#form.description.id, this.#server.layerNames);
  }

  /** Runs the process with what is in the form, unless one is running. */
  async run() {
    if (byId('run').disabled) {
      return;
    }
    byId('run').disabled = true;
    this.#form.clearProblems();
    say('');
    let inputs;
    try {
      inputs = await this.#form.collect();
    } catch (error) {
      byId('run').disabled = false;
      if (!(error instanceof InputProblem && this.#form.showProblem(error.input, error.message))) {
        say('', t('run.failed', {reason: error.message}));
      }
      return;
    }
    running(true);
    try {
      await this.#execute(inputs);
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#execution = null;
      running(false);
    }
  }

  async #execute(inputs) {
    const description = this.#form.description;
    const output = this.#form.output();
    const started = performance.now();
    const request = executeDocument(description.id, inputs, output, description.async);
    const run = {
      number: this.#jobs.next(), id: description.id, title: processText(description).title, kind: output.kind,
      literals: literalsOf(description, inputs),
    };
    this.#execution = new Execution(this.#server.endpoint, request, percent => {
      progress(percent);
      this.#jobs.tell(run, this.#execution, percent);
    }, {language: currentLanguage()});
    this.#jobs.begin(run, this.#execution);
    const result = await this.#jobs.watch(run, this.#execution);
    const seconds = number(Math.round((performance.now() - started) / 100) / 10);
    this.#onResult(result);
    this.#form.render();
    say(t('run.done', {name: result.name, seconds}));
  }

  #tell(error) {
    if (this.#execution?.cancelled) {
      say(t('run.cancelled'));
      return;
    }
    const shown = error.locator && this.#form.showProblem(error.locator, error.message);
    say('', t('run.failed', {reason: error.message}));
    if (!shown) {
      byId('failure').scrollIntoView({block: 'nearest'});
    }
  }
}

/** The values that a run has for its literal inputs, those that were left out by their default. */
function literalsOf(description, inputs) {
  const literals = Object.fromEntries(inputs.filter(input => input.literal !== undefined)
      .map(input => [input.id, input.literal]));
  for (const input of description.inputs) {
    literals[input.id] ??= input.fallback ?? '';
  }
  return literals;
}

function say(status, failure = '') {
  byId('status').textContent = status;
  byId('failure').textContent = failure;
}

function progress(percent) {
  const bar = byId('progress');
  if (percent === null) {
    bar.removeAttribute('value');
    byId('status').textContent = t('run.waiting');
  } else {
    bar.value = percent;
    byId('status').textContent = t('run.percent', {percent: Math.round(percent)});
  }
}

function running(on) {
  const cancelHadFocus = document.activeElement === byId('cancel');
  byId('run').disabled = on;
  byId('cancel').hidden = !on;
  byId('progress').hidden = !on;
  if (on) {
    byId('cancel').focus({preventScroll: true});
  } else if (cancelHadFocus || document.activeElement === document.body) {
    byId('run').focus({preventScroll: true});
  }
}
