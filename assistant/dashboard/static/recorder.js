// Runs on the browser's sound thread: whatever rate the microphone has, 16 kHz 16-bit goes out.

const RATE = 16000;
const PIECE = RATE / 10;
const REACH = 16; // taps on each side of the low-pass filter, at the lower rate

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.step = sampleRate / RATE;
    this.reach = Math.ceil(REACH * Math.max(1, this.step));
    this.before = new Float32Array(2 * this.reach);
    this.position = this.reach;
    this.out = new Int16Array(PIECE);
    this.filled = 0;
    this.loudest = 0;
  }

  process([[samples]]) {
    if (samples) this.take(samples);
    return true;
  }

  take(samples) {
    const all = new Float32Array(this.before.length + samples.length);
    all.set(this.before);
    all.set(samples, this.before.length);
    for (; this.position + this.reach < all.length; this.position += this.step) {
      this.put(this.at(all, this.position));
    }
    this.position -= samples.length;
    this.before = all.slice(samples.length);
  }

  // A windowed sinc at this (fractional) place: what is above 8 kHz must not fold down.
  at(all, position) {
    if (this.step === 1) return all[position];
    const middle = Math.floor(position);
    const cut = Math.min(1, 1 / this.step) * 0.94;
    let sum = 0;
    for (let i = middle - this.reach + 1; i <= middle + this.reach; i++) {
      const x = i - position;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (this.reach + 1));
      const angle = Math.PI * cut * x;
      sum += all[i] * window * (angle === 0 ? cut : (cut * Math.sin(angle)) / angle);
    }
    return sum;
  }

  put(value) {
    const clipped = Math.max(-1, Math.min(1, value));
    this.loudest = Math.max(this.loudest, Math.abs(clipped));
    this.out[this.filled++] = Math.round(clipped * 32767);
    if (this.filled === PIECE) {
      const pcm = this.out.buffer;
      this.port.postMessage({ pcm, level: this.loudest }, [pcm]);
      this.out = new Int16Array(PIECE);
      this.filled = 0;
      this.loudest = 0;
    }
  }
}

registerProcessor("recorder", Recorder);
