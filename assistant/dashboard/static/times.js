// Times as the reader writes them: "21:30", "9:30 pm".

const clock = (at) => at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

// "21:30", as the house writes it, for this reader.
export const hour = (text) => clock(new Date(`2000-01-01T${text}`));

export function localTimes(root) {
  for (const time of root.querySelectorAll("time[data-moment]")) {
    time.textContent = new Date(time.dateTime).toLocaleString([], {
      weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit",
    });
  }
  for (const time of root.querySelectorAll("time[data-clock]")) {
    time.textContent = clock(new Date(time.dateTime));
  }
  for (const time of root.querySelectorAll("time[data-hour]")) {
    time.textContent = hour(time.dataset.hour);
  }
  // What a screen reader says of a time in the week.
  for (const chip of root.querySelectorAll(".chip-time")) {
    chip.ariaLabel = chip.ariaLabel.replace(chip.dataset.time, hour(chip.dataset.time));
  }
}
