// The talk button: hold it, or press once to begin and once to finish.

import { send } from "./token.js";

const HELD = 450; // milliseconds; shorter is a press, longer is a hold
const LONGEST = 240000;

export function talkButton(button, onTalked) {
  const problem = document.getElementById("talk-problem");
  const talker = crypto.randomUUID?.() ?? String(Math.random());
  let talk = null, pressedAt = 0, handled = 0, house = "";

  function show(state) {
    button.dataset.state = state;
    button.setAttribute("aria-pressed", String(state !== "idle"));
    if (state === "idle") button.style.setProperty("--level", 0);
  }

  function failed(kind) {
    const words = document.getElementById("talk-words");
    const sentence = words.querySelector(`[data-problem="${kind}"]`)
      ?? words.querySelector('[data-problem="other"]');
    problem.textContent = sentence.textContent;
    problem.hidden = false;
  }

  async function begin() {
    problem.hidden = true;
    if (!navigator.mediaDevices?.getUserMedia) return failed("insecure");
    show("opening");
    const mine = (talk = new Talk(talker, (loud) => button.style.setProperty("--level", loud)));
    mine.onLost = () => { if (talk === mine) { end(); failed("lost"); } };
    try {
      await mine.open();
      if (talk === mine) {
        show("talking");
        mine.limit = setTimeout(end, LONGEST);
      }
    } catch (error) {
      mine.close();
      if (talk === mine) { talk = null; show("idle"); }
      failed(error.message === "busy" ? "busy" : error.name);
    }
  }

  async function end() {
    const ending = talk;
    talk = null;
    show("idle");
    if (!ending) return;
    onTalked();
    await ending.close();
  }

  function press() {
    handled = Date.now();
    pressedAt = talk ? 0 : Date.now();
    if (talk) end(); else begin();
  }

  function release() {
    handled = Date.now();
    if (talk && pressedAt && Date.now() - pressedAt > HELD) end();
    pressedAt = 0;
  }

  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    button.setPointerCapture(event.pointerId);
    press();
  });
  button.addEventListener("pointerup", release);
  button.addEventListener("pointercancel", release);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) press();
  });
  button.addEventListener("keyup", (event) => {
    if (event.key === " " || event.key === "Enter") { event.preventDefault(); release(); }
  });
  // A screen reader's press arrives as a click alone.
  button.addEventListener("click", () => { if (Date.now() - handled > 700) press(); });
  addEventListener("pagehide", () => { if (talk) end(); });
  show("idle");
  if (!navigator.mediaDevices?.getUserMedia) {
    // On another device of the home there is no talking, so nobody should try in vain.
    button.hidden = document.getElementById("talk-how").hidden = true;
    problem.className = "hint";
    problem.removeAttribute("role");
    failed("insecure");
  }

  return {
    // When the house begins to answer, what was said is complete.
    houseIs(state) {
      if (talk && state === "speaking" && house === "hearing") end();
      house = state;
    },
  };
}

// One talk: from the microphone to the house, in order.
class Talk {
  constructor(talker, onLevel) {
    this.headers = { "X-Talker": talker };
    this.onLevel = onLevel;
    this.waiting = [];
    this.piece = 0;
    this.sending = Promise.resolve();
  }

  async open() {
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false },
    });
    this.context = new AudioContext();
    await this.context.audioWorklet.addModule("/static/recorder.js");
    const begun = await send("/talk/begin", { headers: this.headers });
    if (!begun.ok) throw new Error(begun.status === 409 ? "busy" : "refused");
    this.begun = true;
    if (this.closed) return this.close();
    const recorder = new AudioWorkletNode(this.context, "recorder", { numberOfOutputs: 0 });
    recorder.port.onmessage = ({ data }) => this.take(data);
    this.context.createMediaStreamSource(this.stream).connect(recorder);
    this.recorder = recorder;
    await this.context.resume();
  }

  take({ pcm, level }) {
    this.onLevel(level);
    this.waiting.push(pcm);
    // One request at a time: what comes meanwhile goes with the next one.
    if (!this.busy) this.push();
  }

  push() {
    this.busy = true;
    this.sending = this.drain().finally(() => { this.busy = false; });
    return this.sending;
  }

  async drain() {
    while (this.waiting.length && !this.lost) {
      const body = new Blob(this.waiting.splice(0));
      const headers = { ...this.headers, "X-Piece": this.piece++ };
      try {
        const answer = await send("/talk/push", { headers, body });
        this.lost = !answer.ok;
      } catch { this.lost = true; }
      if (this.lost && !this.closed) this.onLost?.();
    }
  }

  async close() {
    this.closed = true;
    clearTimeout(this.limit);
    if (this.recorder) {
      // The last words are still on their way out of the worklet.
      await new Promise((done) => setTimeout(done, 120));
      this.recorder.port.onmessage = null;
    }
    this.stream?.getTracks().forEach((track) => track.stop());
    if (this.context && this.context.state !== "closed") this.context.close();
    await this.sending;
    if (this.waiting.length) await this.push();
    if (this.begun) {
      this.begun = false;
      await send("/talk/end", { headers: this.headers, keepalive: true }).catch(() => {});
    }
  }
}
