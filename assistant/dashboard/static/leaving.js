// The quick way out: Escape twice, or the button. It leads to a harmless page of this house, takes
// this page's place in the tab's history, and "back" in that tab returns to it.

const TWICE = 700;

const leave = document.getElementById("leave");
let pressed = -TWICE;

function go() {
  document.documentElement.hidden = true;
  location.replace(leave.href);
}

export function watchForLeaving() {
  leave.addEventListener("click", (event) => { event.preventDefault(); go(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - pressed < TWICE) go();
    pressed = event.timeStamp;
  });
  addEventListener("pageshow", staysAway);
  staysAway();
}

// Whoever comes here anew (by address or link) is welcome; who comes "back" is not.
function staysAway() {
  let left = null;
  try { left = sessionStorage.getItem("left"); } catch { return; }
  const [entry] = performance.getEntriesByType("navigation");
  if (left && entry?.type === "back_forward") go();
  else if (left) sessionStorage.removeItem("left");
}
