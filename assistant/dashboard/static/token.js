// Every change carries the page's token. A tab that was open while the cookie changed fetches a
// fresh one and tries once more.

const meta = document.querySelector('meta[name="csrf-token"]');

export const token = () => meta.content;

// Another device that must show the passcode again.
export function toTheDoor() {
  location.assign("/enter/");
}

export async function freshToken() {
  const answer = await fetch("/token");
  if (answer.status === 401) toTheDoor();
  if (!answer.ok) return false;
  meta.content = (await answer.text()).trim();
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) {
    field.value = meta.content;
  }
  return true;
}

export async function send(address, options = {}, again = true) {
  const headers = { ...options.headers, "X-CSRFToken": token(), "HX-Request": "true" };
  const answer = await fetch(address, { ...options, method: "POST", headers });
  if (answer.status === 401) toTheDoor();
  if (again && answer.headers.has("X-Old-Tab") && (await freshToken())) {
    return send(address, options, false);
  }
  return answer;
}
