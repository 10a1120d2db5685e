// The quick way out: Escape twice, or the button. It leads to a harmless page of this house and takes
// this page's place in the tab's history; "back" in that tab leads to the harmless page again.
// It waits for no other script.

(() => {
  const HARMLESS = "/privacy/measures";
  const TWICE = 700;
  let pressed = -TWICE;

  function go() {
    document.documentElement.hidden = true;
    location.replace(HARMLESS);
  }

  // Whoever comes here anew (by address or link) is welcome; who comes "back" is not.
  function staysAway() {
    let left = null;
    try { left = sessionStorage.getItem("left"); } catch { return; }
    const [entry] = performance.getEntriesByType("navigation");
    if (left && entry?.type === "back_forward") go();
    else if (left) sessionStorage.removeItem("left");
  }

  addEventListener("click", (event) => {
    if (!event.target.closest?.("#leave")) return;
    event.preventDefault();
    go();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - pressed < TWICE) go();
    pressed = event.timeStamp;
  });
  addEventListener("pageshow", (event) => { if (event.persisted) staysAway(); });
  staysAway();
})();
