// Trying a wake phrase: the count follows the house while somebody says it.

let source;

function follow() {
  source?.close();
  source = new EventSource("/settings/wake/live");
  source.addEventListener("tried", (event) => {
    const { html, over } = JSON.parse(event.data);
    const place = document.getElementById("wake-trial");
    if (place) {
      place.innerHTML = html;
      htmx.process(place);
    }
    if (over || !place) close();
  });
  source.onerror = close;
}

function close() {
  source?.close();
  source = undefined;
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "wake-trial") return;
  if (event.detail.target.querySelector("[data-trying]")) follow();
  else close();
});
addEventListener("pagehide", close);
