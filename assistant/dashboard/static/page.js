// What makes the page lively. Everything but the live captions and the talk button also works
// without it.

import { follow } from "./live.js";
import { playReplies, playClip, expectReply, playSound } from "./replies.js";
import { localTimes } from "./times.js";
import { freshToken, send, token } from "./token.js";
import { talkButton } from "./talk.js";
import { weekView } from "./week.js";

const oops = document.getElementById("oops");

export function tell(sentence) {
  oops.textContent = sentence;
  oops.hidden = !sentence;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { oops.hidden = true; }, 8000);
}

// ---- changes

document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
  if ("csrf_token" in event.detail.parameters) event.detail.parameters.csrf_token = token();
});

document.body.addEventListener("htmx:responseError", async (event) => {
  const { xhr, elt, requestConfig } = event.detail;
  if (xhr.getResponseHeader("X-Old-Tab") && !elt.dataset.again && (await freshToken())) {
    elt.dataset.again = "yes";
    htmx.trigger(elt, requestConfig.triggeringEvent?.type ?? "submit");
    setTimeout(() => delete elt.dataset.again, 2000);
    return;
  }
  tell(xhr.responseText.trim());
});

document.body.addEventListener("htmx:sendError", () => {
  tell(document.getElementById("away").dataset.text);
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.target;
  const place = target.isConnected ? target : document.getElementById(target.id);
  const wanted = place?.matches("[data-focus]") ? place : place?.querySelector("[data-focus]");
  wanted?.focus({ preventScroll: !wanted.matches("input, textarea") });
  localTimes(document);
});

// ---- saying something

const say = document.getElementById("say");
const typed = document.getElementById("say-text");
const nothing = document.getElementById("say-problem");

say?.addEventListener("htmx:beforeRequest", (event) => {
  nothing.hidden = typed.value.trim() !== "";
  typed.toggleAttribute("aria-invalid", !nothing.hidden);
  if (!nothing.hidden) event.preventDefault();
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig.path !== "/say" || !event.detail.successful) return;
  expectReply();
  if (event.target === say) typed.value = "";
});

document.getElementById("captions")?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clip]");
  if (button) playClip(button.dataset.clip);
});

// ---- settings

document.body.addEventListener("input", (event) => {
  const output = document.querySelector(`output[for="${event.target.id}"]`);
  if (output && event.target.type === "range") output.value = event.target.value;
});

document.body.addEventListener("click", async (event) => {
  const button = event.target.closest("#preview");
  if (!button) return;
  event.preventDefault();
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await send("/settings/preview", { body: new FormData(button.form) });
    if (answer.ok) await playSound(URL.createObjectURL(await answer.blob()));
    else tell((await answer.text()).trim());
  } catch {
    tell(document.getElementById("away").dataset.text);
  } finally {
    button.removeAttribute("aria-busy");
  }
});

// ---- times as the reader writes them

localTimes(document);
document.addEventListener("part-replaced", () => localTimes(document));
weekView(tell);
const box = document.getElementById("play-here");
if (box) playReplies(box);
const button = document.getElementById("talk");
const talk = button ? talkButton(button, expectReply) : { houseIs() {} };
follow({ onPieces: localTimes, onState: talk.houseIs });

// The newest days are on the right, and a narrow screen begins there.
for (const map of document.querySelectorAll(".scroll:has(.heat)")) map.scrollLeft = map.scrollWidth;

// A link or a saved form may point at something inside a closed group.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const group = target && target.closest("details");
  if (group) { group.open = true; target.scrollIntoView(); }
}
addEventListener("hashchange", openTarget);
openTarget();
