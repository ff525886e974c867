/** What was run in this window: a list with states, progress, cancel and results, which survives a reload. */
import {Execution, serviceUrl} from './edubalance/edubalance.js';
import {byId, el} from './dom.js';
import {currentLanguage, t} from './i18n.js';
import {readResult} from './results.js';

const KEY = 'edubalance-jobs';
const MOST = 30;

export class Jobs {
  /** The newest first: {run, base, endpoint, statusUrl, state, percent, reason}; execution and result in this page only. */
  #jobs = [];
  #server;
  #onOpen;

  /** @param {function(Object)} onOpen takes a result that is to be shown */
  constructor(onOpen) {
    this.#onOpen = onOpen;
    try {
      this.#jobs = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    } catch {
      // nothing that can be taken up
    }
  }

  /** Takes up the jobs of a server that ran when the page was left. */
  take(server) {
    this.#server = server;
    for (const job of this.#own().filter(({state, execution}) => state === 'running' && !execution)) {
      this.#resume(job).catch(() => {});
    }
    this.render();
  }

  #own() {
    return this.#jobs.filter(job => job.base === this.#server?.base);
  }

  next() {
    return 1 + Math.max(0, ...this.#jobs.map(job => job.run.number));
  }

  begin(run, execution) {
    this.#jobs.unshift({run, base: this.#server.base, endpoint: this.#server.endpoint, statusUrl: null, state: 'running', percent: null, execution});
    this.#jobs.length = Math.min(MOST, this.#jobs.length);
    this.#changed();
  }

  #find = run => this.#jobs.find(job => job.run.number === run.number);

  tell(run, execution, percent) {
    const job = this.#find(run);
    if (job && execution) {
      job.percent = percent;
      job.statusUrl = execution.statusUrl;
      this.#changed();
    }
  }

  /** Waits for an execution and reads what it gives. */
  async watch(run, execution) {
    const job = this.#find(run);
    try {
      const result = await readResult(await execution.done, run);
      Object.assign(job, {state: 'done', result});
      return result;
    } catch (error) {
      Object.assign(job, execution.cancelled ? {state: 'cancelled'} : {state: 'failed', reason: error.message});
      throw error;
    } finally {
      Object.assign(job, {execution: null, statusUrl: execution.statusUrl});
      this.#changed();
    }
  }

  #resume(job) {
    if (!job.statusUrl) {
      Object.assign(job, {state: 'failed', reason: t('jobs.lost')});
      this.#changed();
      return Promise.reject(new Error(job.reason));
    }
    job.execution = new Execution(job.endpoint, null, percent => this.tell(job.run, job.execution, percent),
        {statusUrl: job.statusUrl, language: currentLanguage()});
    return this.watch(job.run, job.execution);
  }

  /** The address at which the newest shown result can be had again; null for one that only this page has. */
  statusOf(run) {
    return this.#find(run)?.statusUrl ?? null;
  }

  /** Shows the result of a job that another page has run. */
  async openShared(run, id) {
    const known = this.#own().find(job => job.statusUrl?.includes(id));
    if (known) {
      this.#onOpen(known.result ?? await this.#resume(known));
      return;
    }
    const statusUrl = serviceUrl(this.#server.endpoint, {service: 'WPS', version: '1.0.0', request: 'GetExecutionStatus', executionId: id});
    const job = {run: {...run, number: this.next()}, base: this.#server.base, endpoint: this.#server.endpoint, statusUrl, state: 'running', percent: null};
    this.#jobs.unshift(job);
    this.#onOpen(await this.#resume(job));
  }

  async #open(job) {
    try {
      this.#onOpen(job.result ?? await this.#resume(job));
    } catch {
      // the list says why
    }
  }

  #changed() {
    const plain = this.#jobs.map(({run, base, endpoint, statusUrl, state, percent, reason}) =>
      ({run, base, endpoint, statusUrl, state, percent, reason}));
    sessionStorage.setItem(KEY, JSON.stringify(plain));
    this.render();
  }

  render() {
    const jobs = this.#own();
    const focused = document.activeElement?.id;
    byId('jobs').replaceChildren(...(jobs.length === 0 ? [el('li', {class: 'help', text: t('jobs.none')})] : jobs.map(job => this.#item(job))));
    const running = jobs.filter(({state}) => state === 'running').length;
    byId('jobs-running').textContent = running > 0 ? String(running) : '';
    byId('jobs-running').hidden = running === 0;
    if (focused?.startsWith('job-')) {
      (byId(focused) ?? byId('tab-jobs')).focus({preventScroll: true});
    }
  }

  #item(job) {
    const {run, state, percent, reason} = job;
    const name = run.title + ' ' + run.number;
    const told = state === 'running' && percent !== null ? t('run.percent', {percent: Math.round(percent)}) : t('jobs.' + state);
    const button = (id, key, action) => el('button', {
      type: 'button', class: 'quiet', id: `job-${id}-${run.number}`, text: t(key), 'aria-label': t(key + '.of', {name}), on: {click: action},
    });
    return el('li', {'data-job': String(run.number), 'data-state': state},
        el('p', {class: 'name', text: name}),
        el('p', {class: state === 'failed' ? 'problem' : 'facts', text: reason ? told + t('colon') + reason : told}),
        state === 'running' ? el('progress', {max: '100', 'aria-label': name, value: percent === null ? null : String(percent)}) : null,
        el('div', {class: 'buttons'},
            state === 'done' ? button('open', 'jobs.open', () => this.#open(job)) : null,
            state === 'running' && job.execution ? button('cancel', 'jobs.cancel', () => job.execution.cancel()) : null,
            state !== 'running' ? button('remove', 'jobs.remove', () => {
              this.#jobs = this.#jobs.filter(other => other !== job);
              this.#changed();
            }) : null));
  }
}
