// The house as it is now: one stream of messages, opened again whenever it breaks.

import { newLines } from "./replies.js";
import { toTheDoor } from "./token.js";

const SILENCE = 15000; // the house gives a sign of life every five seconds
const PATIENCE = [500, 1000, 2000, 4000];

const embers = document.querySelectorAll(".ember, .spark");
const ember = document.querySelector(".ember");
const away = document.getElementById("away");
const captions = document.getElementById("captions");
const partial = document.getElementById("partial");

function shows(state) {
  for (const one of embers) one.dataset.state = state;
}

export function follow({ onPieces, onState }) {
  let source, watchdog, retry, tries = 0, saved, state;

  const alive = () => {
    tries = 0;
    away.hidden = true;
    away.textContent = "";
    clearTimeout(watchdog);
    watchdog = setTimeout(broken, SILENCE);
  };

  function open() {
    close();
    source = new EventSource("/live");
    source.addEventListener("house", (event) => { alive(); house(JSON.parse(event.data)); });
    source.addEventListener("sound", (event) => { alive(); sound(JSON.parse(event.data)); });
    source.addEventListener("beat", alive);
    source.onerror = broken;
    watchdog = setTimeout(broken, SILENCE);
  }

  function close() {
    source?.close();
    clearTimeout(watchdog);
    clearTimeout(retry);
  }

  function broken() {
    close();
    if (tries > 0) {
      away.textContent = away.dataset.text;
      away.hidden = false;
      shows("away");
      stillWelcome();
    }
    retry = setTimeout(open, PATIENCE[Math.min(tries++, PATIENCE.length - 1)]);
  }

  // A stream that breaks tells no reason; a plain request does.
  async function stillWelcome() {
    const answer = await fetch("/token").catch(() => null);
    if (answer?.status === 401) toTheDoor();
  }

  function house(news) {
    for (const [id, html] of Object.entries(news.pieces ?? {})) {
      const place = document.getElementById(id);
      if (place && place.innerHTML.trim() !== html.trim()) replace(place, html);
    }
    const count = news.pieces?.["saved-count"];
    if (count !== undefined) {
      if (saved !== undefined && count !== saved) journalChanged();
      saved = count;
    }
    if (news.captions !== undefined && captions) lines(news);
    if (news.pieces) onPieces(document);
    shows(news.state);
    if (news.state !== state) onState((state = news.state));
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  open();
}

// A button that is pressed again and again keeps the focus while the buttons around it change.
function replace(place, html) {
  const focused = place.contains(document.activeElement) ? document.activeElement.value : null;
  place.innerHTML = html;
  if (focused === null) return;
  const same = [...place.querySelectorAll("button")].find((button) => button.value === focused);
  (same ?? place.querySelector("button"))?.focus();
}

function lines({ captions: html, fresh, clips }) {
  const atEnd = captions.scrollHeight - captions.scrollTop - captions.clientHeight < 60;
  if (fresh) {
    // What was said before this tab looked is shown, but not read out by a screen reader.
    captions.setAttribute("aria-live", "off");
    captions.innerHTML = html;
    setTimeout(() => captions.setAttribute("aria-live", "polite"), 500);
  } else {
    captions.insertAdjacentHTML("beforeend", html);
    newLines(clips);
  }
  while (captions.childElementCount > 60) captions.firstElementChild.remove();
  if (fresh || atEnd) captions.scrollTop = captions.scrollHeight;
}

function sound(now) {
  const level = document.getElementById("level");
  if (level) level.value = now.level;
  ember?.style.setProperty("--level", now.level);
  if (partial) partial.textContent = now.partial;
  const dropped = document.getElementById("dropped");
  if (dropped) dropped.textContent = now.dropped;
}

// What this tab has changed itself it shows already.
let ours = 0;
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig?.verb !== "get") ours = Date.now();
});

function journalChanged() {
  if (Date.now() - ours < 2000 || document.querySelector("#journal-list .editing")) return;
  htmx.trigger(document.body, "journal-changed");
}
