import { Frames } from "./Frames.js";

const BEAT = 1200;

/** Shows one step of a case's history at a time: by slider, buttons, the list, or playing. */
export class Replay {
  /**
   * @param {HTMLElement} section
   * @param {import("../viewer/viewer.js").Diagram} diagram
   * @param {import("./Frames.js").Step[]} steps
   */
  constructor(section, diagram, steps) {
    this.section = section;
    this.diagram = diagram;
    this.frames = new Frames(steps);
    this.at = 0;
    this.beat = null;
    this.slider = section.querySelector("[data-replay-slider]");
    this.speed = section.querySelector("[data-replay-speed]");
    this.following = section.querySelector("[data-replay-follow]");
    this.button = section.querySelector('[data-replay-act="play"]');
    this.listen();
  }

  /** Take orders from slider, buttons, speed, list and diagram. */
  listen() {
    this.slider.addEventListener("input", () => this.jump(Number(this.slider.value)));
    for (const button of this.section.querySelectorAll("[data-replay-act]")) {
      button.addEventListener("click", () => this.act(button.dataset.replayAct));
    }
    this.speed.addEventListener("change", () => this.beat && this.play());
    this.following.addEventListener("change", () => this.follow());
    document.querySelector("[data-replay-steps]").addEventListener("click", (event) => {
      const link = event.target.closest("[data-replay-go]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.jump(Number(link.dataset.replayGo));
    });
    this.diagram.onPick((id) => {
      const found = this.frames.lastAt(id, this.at);
      if (found !== null) this.jump(found);
    });
  }

  /** @param {string} act back, play or forward */
  act(act) {
    if (act === "play") return this.beat ? this.stop() : this.play();
    return this.jump(act === "back" ? this.at - 1 : this.at + 1);
  }

  /** @param {number} index where somebody wants to be; playing ends there */
  jump(index) {
    this.stop();
    this.show(index);
  }

  /** Go on by itself until the last step. */
  play() {
    clearInterval(this.beat);
    if (this.at >= this.frames.last) this.show(0);
    this.beat = setInterval(() => {
      this.show(this.at + 1);
      if (this.at >= this.frames.last) this.stop();
    }, BEAT / Number(this.speed.value));
    this.say(true);
  }

  /** Stand still. */
  stop() {
    clearInterval(this.beat);
    this.beat = null;
    this.say(false);
  }

  /** @param {boolean} playing what the button shows and is called */
  say(playing) {
    this.section.classList.toggle("playing", playing);
    this.button.setAttribute("aria-label", playing ? this.button.dataset.pause : this.button.dataset.play);
  }

  /** @param {number} index of the step; kept within the history */
  show(index) {
    this.at = Math.min(Math.max(index, 0), this.frames.last);
    const frame = this.frames.at(this.at);
    this.diagram.highlight(frame.walked, "walked");
    this.diagram.highlight(Object.keys(frame.tokens), "waiting");
    this.diagram.highlight(frame.failed, "failed");
    this.diagram.tokens(frame.tokens);
    this.diagram.notes(frame.spent);
    this.follow();
    this.section.dispatchEvent(new CustomEvent("replay-shown", { detail: { at: this.at, frame } }));
  }

  /** Bring the element of the step into sight, if the reader wants that. */
  follow() {
    const { element } = this.frames.at(this.at);
    if (this.following.checked && element) this.diagram.follow(element);
  }
}
