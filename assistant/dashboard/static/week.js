// The week view: a time is dragged to another one, or moved with the arrow keys.

import { hour } from "./times.js";
import { send } from "./token.js";

const ROWS = 76; // quarters of an hour from five in the morning to midnight

export function weekView(onProblem) {
  document.body.addEventListener("pointerdown", (event) => {
    const chip = event.target.closest(".chip-time");
    if (chip && event.button === 0) drag(chip, event);
  });
  document.body.addEventListener("keydown", (event) => {
    const chip = event.target.closest?.(".chip-time");
    if (chip) byKey(chip, event);
  });
  document.body.addEventListener("focusout", (event) => {
    if (event.target.matches?.(".chip-time") && event.target.dataset.moving === "keys") back(event.target);
  });

  const scope = () => document.querySelector('input[name="scope"]:checked')?.value ?? "every";
  const place = (chip) => ({ row: Number(chip.dataset.row), column: Number(chip.dataset.column) });

  function put(chip, { row, column }) {
    row = Math.max(0, Math.min(ROWS - 1, row));
    column = scope() === "once" ? Number(chip.dataset.column) : Math.max(1, Math.min(7, column));
    chip.now = { row, column };
    chip.style.gridRow = `${row + 1} / span 4`;
    chip.style.gridColumn = String(column + 1);
    show(chip, time(row));
  }

  function back(chip) {
    chip.style.gridRow = chip.style.gridColumn = "";
    show(chip, chip.dataset.time);
    chip.classList.remove("dragged");
    delete chip.dataset.moving;
  }

  function drag(chip, begun) {
    const grid = chip.parentElement;
    const from = place(chip);
    // Rows have one height, columns one width, whatever the screen.
    const high = grid.getBoundingClientRect().height / 80;
    const wide = chip.getBoundingClientRect().width + 4;
    chip.setPointerCapture(begun.pointerId);
    chip.now = from;
    const move = (event) => {
      const row = from.row + Math.round((event.clientY - begun.clientY) / high);
      const column = from.column + Math.round((event.clientX - begun.clientX) / wide);
      if (row === chip.now.row && column === chip.now.column) return;
      chip.classList.add("dragged");
      put(chip, { row, column });
    };
    const end = (event) => {
      chip.removeEventListener("pointermove", move);
      chip.removeEventListener("pointerup", end);
      chip.removeEventListener("pointercancel", end);
      if (event.type === "pointerup" && differs(chip)) save(chip); else back(chip);
    };
    chip.addEventListener("pointermove", move);
    chip.addEventListener("pointerup", end);
    chip.addEventListener("pointercancel", end);
  }

  function byKey(chip, event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const at = chip.dataset.moving ? chip.now : place(chip);
      chip.dataset.moving = "keys";
      put(chip, { row: at.row + step[0], column: at.column + step[1] });
      told(chip);
    } else if (event.key === "Enter" && chip.dataset.moving && differs(chip)) {
      event.preventDefault();
      delete chip.dataset.moving;
      save(chip);
    } else if (event.key === "Escape" && chip.dataset.moving) {
      event.stopPropagation();
      back(chip);
      say(document.getElementById("week").dataset.wordsBack);
    }
  }

  const differs = (chip) => chip.now.row !== place(chip).row || chip.now.column !== place(chip).column;

  function told(chip) {
    const words = document.getElementById("week").dataset.wordsMoved;
    const day = document.querySelectorAll(".week-days abbr")[chip.now.column - 1].title;
    const title = chip.getAttribute("aria-label").split(",")[0];
    say(words.replace("[title]", title).replace("[day]", day).replace("[time]", hour(time(chip.now.row))));
  }

  function say(text) {
    document.getElementById("week-told").textContent = text;
  }

  async function save(chip) {
    const days = [...document.querySelectorAll(".week-days li")];
    const day = new Date(`${chip.dataset.day}T12:00`);
    day.setDate(day.getDate() + chip.now.column - Number(chip.dataset.column));
    const body = new URLSearchParams({
      day: chip.dataset.day,
      to: `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`,
      time: time(chip.now.row),
    });
    if (scope() === "once") body.set("once", "yes");
    const kept = scope();
    try {
      const answer = await send(`/rituals/${chip.dataset.ritual}/drag`, { body });
      const text = await answer.text();
      if (!answer.ok) { back(chip); onProblem(text.trim()); return; }
      replaceRituals(text, chip, kept, days.length);
    } catch {
      back(chip);
      onProblem(document.getElementById("away").dataset.text);
    }
  }

  // The page's part comes back whole; focus returns to the same ritual's time.
  function replaceRituals(html, chip, kept) {
    const column = chip.now.column;
    const section = document.getElementById("rituals");
    section.outerHTML = html;
    htmx.process(document.getElementById("rituals"));
    const scoped = document.querySelector(`input[name="scope"][value="${kept}"]`);
    if (scoped) scoped.checked = true;
    const chips = [...document.querySelectorAll(`.chip-time[data-ritual="${chip.dataset.ritual}"]`)];
    (chips.find((one) => Number(one.dataset.column) === column) ?? chips[0])?.focus();
    document.dispatchEvent(new Event("part-replaced"));
  }
}

// As the reader writes it; a short form, for the columns of a phone are narrow.
function show(chip, at) {
  const shown = chip.firstElementChild;
  shown.dataset.hour = at;
  document.dispatchEvent(new Event("part-replaced"));
}

const two = (number) => String(number).padStart(2, "0");

function time(row) {
  const minutes = 5 * 60 + row * 15;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
