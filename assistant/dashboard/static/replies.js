// The sound of what the house said, played in this browser.

const EXPECTED = 45000; // a reply belongs to what was said here for so long
const TRIES = 12; // a line is shown before its sound is made

let automatic = false;
let until = 0;
let queue = Promise.resolve();

export function playReplies(box) {
  try { box.checked = localStorage.getItem("play-here") === "yes"; } catch { /* private window */ }
  automatic = box.checked;
  box.addEventListener("change", () => {
    automatic = box.checked;
    try { localStorage.setItem("play-here", automatic ? "yes" : "no"); } catch { /* as above */ }
  });
}

export function expectReply() {
  until = Date.now() + EXPECTED;
}

export function newLines(numbers) {
  if (!automatic || Date.now() > until) return;
  for (const number of numbers ?? []) playClip(number);
}

export function playClip(number) {
  queue = queue.then(() => fetchClip(number)).then((address) => address && playSound(address));
  return queue;
}

async function fetchClip(number) {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const answer = await fetch(`/clip/${number}.wav`);
      if (answer.ok) return URL.createObjectURL(await answer.blob());
    } catch { return null; }
    await new Promise((done) => setTimeout(done, 250));
  }
  return null;
}

export function playSound(address) {
  return new Promise((done) => {
    const sound = new Audio(address);
    const over = () => { URL.revokeObjectURL(address); done(); };
    sound.onended = sound.onerror = over;
    sound.play().then(() => {
      document.dispatchEvent(new CustomEvent("house-played", { detail: sound.duration }));
    }, over);
  });
}
