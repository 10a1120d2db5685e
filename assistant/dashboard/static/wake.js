// Trying a wake phrase, or reading a sentence to the microphone: the page follows what is heard.

const TRIALS = {
  "wake-trial": { way: "/settings/wake/live", event: "tried", going: "[data-trying]" },
  reading: { way: "/settings/reading/live", event: "read", going: "[data-reading]" },
};

let source;

function follow(id) {
  const { way, event } = TRIALS[id];
  source?.close();
  source = new EventSource(way);
  source.addEventListener(event, (told) => {
    const { html, over } = JSON.parse(told.data);
    const place = document.getElementById(id);
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
  const { id } = event.detail.target;
  if (!TRIALS[id]) return;
  if (event.detail.target.querySelector(TRIALS[id].going)) follow(id);
  else close();
});
addEventListener("pagehide", close);
