// Comforts of writing a report: one press puts the name of a number where the text
// stands. Without a script one reads the name and types it.

const words = document.querySelector("[data-words]");
const numbers = document.querySelector("[data-numbers]");

// Where the text stood when the focus left it.
let place = words.value.length;
for (const event of ["keyup", "click", "input", "blur", "select"]) {
  words.addEventListener(event, () => {
    place = words.selectionEnd;
  });
}

function insert(name) {
  words.focus();
  words.setRangeText(`{${name}}`, place, place, "end");
  place = words.selectionEnd;
  words.dispatchEvent(new Event("input", { bubbles: true })); // the preview follows
}

// A panel has changed places: that is unsaved, and the preview follows.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "panels") {
    words.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

const rows = [...numbers.querySelectorAll("[data-insert]")];
for (const row of rows) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "numbers__pick";
  button.append(...row.childNodes);
  button.addEventListener("click", () => insert(row.dataset.insert));
  row.append(button);
}

const search = numbers.querySelector("input[type=search]");
const none = numbers.querySelector("[data-none]");
numbers.querySelector("[data-search]").hidden = false;
search.form.addEventListener("input", (event) => {
  if (event.target !== search) return;
  const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !asked.every((word) => text.includes(word));
  }
  for (const group of numbers.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-insert]:not([hidden])");
  }
  none.hidden = rows.some((row) => !row.hidden);
  event.stopPropagation();
});

search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const first = rows.find((row) => !row.hidden);
  if (first && search.value.trim()) insert(first.dataset.insert);
});

// Whoever opens the list wants to search it.
numbers.addEventListener("toggle", () => {
  if (numbers.open) search.focus();
});
