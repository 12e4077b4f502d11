// Comforts of a grid of values: Enter and the arrows go from row to row, and a column
// copied from a spreadsheet is pasted into the rows below. Nothing here is needed.

const grid = document.querySelector("[data-grid]");

for (const hint of document.querySelectorAll("[data-needs-script]")) hint.hidden = false;

function cellsLike(cell) {
  return [...grid.querySelectorAll(`[data-cell="${cell.dataset.cell}"]`)];
}

function step(cell, by) {
  const column = cellsLike(cell);
  const next = column[column.indexOf(cell) + by];
  next?.focus();
  next?.select();
  return Boolean(next);
}

grid.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by && (step(cell, by) || event.key === "Enter")) event.preventDefault();
});

// One line a row; of several columns the first one counts, as only values are entered.
grid.addEventListener("paste", (event) => {
  const cell = event.target.closest("[data-cell]");
  const text = event.clipboardData.getData("text").replace(/\r\n?/g, "\n");
  if (!cell || !text.includes("\n")) return;
  event.preventDefault();
  const column = cellsLike(cell).slice(cellsLike(cell).indexOf(cell));
  const lines = text.replace(/\n$/, "").split("\n").slice(0, column.length);
  for (const [index, line] of lines.entries()) {
    column[index].value = line.split("\t")[0].trim().replace(/\s*%$/, "");
    column[index].dispatchEvent(new Event("input", { bubbles: true }));
  }
  column[lines.length - 1].focus();
});
