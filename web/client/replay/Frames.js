/**
 * @typedef {object} Step              as the server tells it: each holds only what it changed
 * @property {string} at               local time
 * @property {string} say              the step in one sentence
 * @property {string[]} waiting        where tokens stand, in words
 * @property {string} actor
 * @property {string | null} element
 * @property {Record<string, number>} tokens
 * @property {string[]} failed
 * @property {string[]} walked
 * @property {[string, string, string][]} written   key, label, text
 * @property {Record<string, string>} spent         words for the time at elements left
 *
 * @typedef {object} Fact
 * @property {string} label
 * @property {string} text
 * @property {string} writer
 * @property {boolean} changed         written in this very step
 */

/** The case as it stood after each step, put together from what the steps changed. */
export class Frames {
  /** @param {Step[]} steps */
  constructor(steps) {
    this.steps = steps;
    this.last = steps.length - 1;
  }

  /**
   * @param {number} index
   * @returns {Step & {facts: Fact[]}} walked, spent and facts hold all up to this step; what it
   *   changed comes first
   */
  at(index) {
    const walked = new Set();
    const spent = {};
    const facts = new Map();
    for (const step of this.steps.slice(0, index + 1)) {
      for (const id of step.walked) walked.add(id);
      Object.assign(spent, step.spent);
      for (const [key, label, text] of step.written) {
        facts.set(key, { label, text, writer: step.actor, changed: step === this.steps[index] });
      }
    }
    const told = [...facts.values()];
    const ordered = [...told.filter((fact) => fact.changed), ...told.filter((fact) => !fact.changed)];
    return { ...this.steps[index], walked: [...walked], spent, facts: ordered };
  }

  /**
   * @param {string} element
   * @param {number} from  the step shown now
   * @returns {number | null} the latest step at the element up to now, else the first one after
   */
  lastAt(element, from) {
    const all = this.steps.flatMap((step, index) => (step.element === element ? [index] : []));
    return all.filter((index) => index < from).pop() ?? all.find((index) => index > from) ?? null;
  }
}
