const BEAT = 900;

/** Shows one step of a case's history at a time, by slider, buttons or playing. */
export class Replay {
  /**
   * @param {HTMLElement} section
   * @param {import("../viewer/viewer.js").Diagram} diagram
   * @param {{at: string, walked: string[], waiting: Record<string, number>, failed?: string[], entry?: string}[]} steps
   */
  constructor(section, diagram, steps) {
    this.section = section;
    this.diagram = diagram;
    this.steps = steps;
    this.at = 0;
    this.beat = null;
    this.slider = section.querySelector("[data-replay-slider]");
    this.slider?.addEventListener("input", () => this.show(Number(this.slider.value)));
    for (const button of section.querySelectorAll("[data-replay-act]")) {
      button.addEventListener("click", () => this.act(button.dataset.replayAct));
    }
  }

  /** @param {string} act first, back, play, forward or last */
  act(act) {
    if (act === "play") return this.beat ? this.stop() : this.play();
    this.stop();
    const places = { first: 0, back: this.at - 1, forward: this.at + 1, last: this.steps.length - 1 };
    return this.show(places[act]);
  }

  /** Go on by itself until the last step. */
  play() {
    if (this.at >= this.steps.length - 1) this.show(0);
    this.section.classList.add("playing");
    this.beat = setInterval(() => {
      if (this.at >= this.steps.length - 1) this.stop();
      else this.show(this.at + 1);
    }, BEAT);
  }

  /** Stand still. */
  stop() {
    clearInterval(this.beat);
    this.beat = null;
    this.section.classList.remove("playing");
  }

  /** @param {number} index of the step; kept within the history */
  show(index) {
    if (this.steps.length === 0) return;
    this.at = Math.min(Math.max(index, 0), this.steps.length - 1);
    const step = this.steps[this.at];
    this.diagram.highlight(step.walked, "walked");
    this.diagram.highlight(Object.keys(step.waiting), "waiting");
    this.diagram.highlight(step.failed ?? [], "failed");
    this.diagram.tokens(step.waiting);
    this.tell(step);
  }

  /** Say in words what is shown. */
  tell(step) {
    if (this.slider) {
      this.slider.value = String(this.at);
      this.slider.setAttribute("aria-valuetext", step.at);
    }
    const time = this.section.querySelector("[data-replay-at]");
    if (time) time.textContent = step.at;
    for (const row of document.querySelectorAll(".replay-now")) row.classList.remove("replay-now");
    const row = step.entry && document.getElementById(step.entry);
    row?.classList.add("replay-now");
    row?.scrollIntoView({ block: "nearest" });
  }
}
