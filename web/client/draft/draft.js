/**
 * Keeps a draft: loads its files, saves what changes by itself after a pause, tells when somebody else
 * is at work on it, and never overwrites unseen. Every page of a draft has one element `#draft`.
 */
import { ask } from "./ask.js";
import { send } from "./send.js";

const PAUSE_MS = 1200;
const AGAIN_MS = 5000;
const PRESENCE_MS = 20000;
const CHECK_MS = 350;

/**
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} file
 * @property {string | null} element
 * @property {number | null} line
 * @property {boolean} severe
 * @property {string} text
 * @property {string | null} url   where it is mended
 */

/**
 * Open the draft of this page; a page has one, whoever asks.
 *
 * @param {HTMLElement} element  carries the setting as JSON in data-draft
 */
export function openDraft(element = document.getElementById("draft")) {
  element.motcuaDraft ??= new Draft(element, JSON.parse(element.dataset.draft));
  return element.motcuaDraft;
}

class Draft {
  constructor(element, setting) {
    this.setting = setting;
    this.words = setting.words;
    this.language = setting.language;
    this.writable = setting.writable;
    this.save = setting.save;
    this.status = document.getElementById("draft-status");
    this.othersLine = document.getElementById("draft-others");
    /** @type {Map<string, string | null>} */
    this.unsaved = new Map();
    this.listeners = [];
    this.loaders = [];
    this.path = "";
    this.busy = null;
    this.checks = 0;
    addEventListener("beforeunload", (event) => {
      if (this.unsaved.size || this.busy) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    document.addEventListener("click", (event) => this.#saveBeforeLeaving(event));
    this.tell();
    setInterval(() => document.hidden || this.tell(), PRESENCE_MS);
  }

  /** @param {string} path @returns {Promise<string>} the file as it was saved last */
  async load(path) {
    this.path = path;
    const answer = await fetch(`${this.setting.urls.files}/${path}`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(await answer.text());
    // What is loaded now is what later changes of this page are made on.
    this.save = Math.max(this.save, Number(answer.headers.get("X-Draft-Save")) || 0);
    return answer.text();
  }

  /**
   * Note a change; it is saved after a pause.
   *
   * @param {string} path
   * @param {string | null} text  null takes the file away
   */
  change(path, text) {
    if (!this.writable) return;
    this.unsaved.set(path, text);
    this.say("unsaved");
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.flush(), PAUSE_MS);
    this.checkSoon();
  }

  /** Save now what is not saved yet. @returns {Promise<boolean>} whether all is saved */
  async flush() {
    if (this.busy) await this.busy;
    if (!this.unsaved.size || this.stopped) return !this.unsaved.size;
    clearTimeout(this.saving);
    this.busy = this.#saveOnce();
    try {
      return await this.busy;
    } finally {
      this.busy = null;
    }
  }

  /** Follow a link once all is saved, so that nobody is asked whether to leave. */
  async #saveBeforeLeaving(event) {
    const link = event.target.closest?.("a[href]");
    const plain = !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    const leaves = link && !link.target && !link.download && link.pathname !== location.pathname;
    if (!plain || !leaves || !(this.unsaved.size || this.busy)) return;
    event.preventDefault();
    if (await this.flush()) location.assign(link.href);
  }

  async #saveOnce() {
    const sent = new Map(this.unsaved);
    this.say("saving");
    const answer = await send(this.setting, "files", { base: this.save, files: Object.fromEntries(sent) });
    if (answer.status === 200) {
      this.save = answer.body.number;
      for (const [path, text] of sent) if (this.unsaved.get(path) === text) this.unsaved.delete(path);
      this.say(this.unsaved.size ? "unsaved" : "saved");
      return !this.unsaved.size;
    }
    if (answer.status === 409 && answer.body.conflicts) return this.#decide(answer.body.conflicts);
    if (answer.status === 0 || answer.status >= 500) {
      this.say("failed");
      this.saving = setTimeout(() => this.flush(), AGAIN_MS);
      return false;
    }
    this.complain(answer.status === 401 ? this.words.signedOut : answer.body.detail);
    return false;
  }

  /** Somebody else has saved the same file: the person decides, having been told. */
  async #decide(conflicts) {
    this.stopped = true;
    for (const one of conflicts) {
      const text = fill(this.words.conflict, { name: one.by, time: one.at });
      const choice = await ask(this.words.conflictTitle, `${text} (${one.path})`, [
        ["theirs", fill(this.words.seeTheirs, { name: one.by })],
        ["mine", this.words.keepMine],
      ]);
      if (choice === "theirs") {
        keepOnDevice(one.path, this.unsaved.get(one.path));
        this.unsaved.delete(one.path);
        const text = await this.load(one.path);
        for (const loader of this.loaders) loader(one.path, text);
      }
      this.save = Math.max(this.save, one.number);
    }
    this.stopped = false;
    this.saving = setTimeout(() => this.flush(), 0);
    return false;
  }

  /** @param {(path: string, text: string) => void} loader  called when a file must be shown anew */
  onReload(loader) {
    this.loaders.push(loader);
  }

  /** @param {(findings: Finding[]) => void} listener  called after each check */
  onFindings(listener) {
    this.listeners.push(listener);
  }

  /** Check after a pause in typing. */
  checkSoon() {
    clearTimeout(this.checking);
    this.checking = setTimeout(() => this.check(), CHECK_MS);
  }

  /** Ask the server what is wrong with the draft as it stands here. @returns {Promise<Finding[]>} */
  async check() {
    const number = ++this.checks;
    const answer = await send(this.setting, "check", { files: Object.fromEntries(this.unsaved) });
    const findings = answer.status === 200 ? answer.body.findings : [];
    if (answer.status !== 200 && answer.body.detail) this.complain(answer.body.detail);
    // An older answer must not replace a newer one.
    if (number === this.checks) for (const listener of this.listeners) listener(findings);
    return findings;
  }

  /** Tell the server that this page is open, and show who else is here. */
  async tell() {
    const answer = await send(this.setting, "presence", { path: this.path });
    if (answer.status !== 200 || !this.othersLine) return;
    const names = answer.body.others.map((one) => fill(this.words.since, { name: one.name, time: one.since }));
    const text = names.length ? fill(this.words.others, { names: names.join(", ") }) : "";
    if (this.othersLine.textContent !== text) this.othersLine.textContent = text;
  }

  /** @param {string} word  name of a sentence */
  say(word) {
    if (!this.status) return;
    this.status.textContent = this.words[word];
    this.status.dataset.state = word;
  }

  /** @param {string} sentence */
  complain(sentence) {
    if (!this.status || !sentence) return;
    this.status.textContent = sentence;
    this.status.dataset.state = "failed";
  }
}

/** @param {string} sentence @param {Record<string, string>} values */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Offer text as a file, so that nothing somebody wrote is lost. */
function keepOnDevice(path, text) {
  if (text === null || text === undefined) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = path.replaceAll("/", "-");
  link.click();
  URL.revokeObjectURL(link.href);
}
