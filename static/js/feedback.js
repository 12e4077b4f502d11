// Keeps what has been filled in, a moment after the last change and when the page is
// left, and says so. Without it there is a button for that.

const form = document.querySelector("form[data-draft]");
const told = form.querySelector("[data-draft-status]");
const PAUSE = 1500; // ms
const OUTCOMES = { 204: "saved", 409: "closed", 410: "closed", 422: "invalid" };
let waiting;
let isSending = false;

async function keep() {
  clearTimeout(waiting);
  waiting = undefined;
  let outcome;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "text/plain" },
      keepalive: true, // goes on when the page is left
    });
    outcome = OUTCOMES[answer.status] ?? "failed";
  } catch {
    outcome = "failed";
  }
  if (!isSending) told.textContent = told.dataset[outcome];
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden && waiting) keep();
});

form.addEventListener("submit", (event) => {
  if (isSending) event.preventDefault();
  isSending = true;
  clearTimeout(waiting);
  waiting = undefined;
  event.submitter?.setAttribute("aria-busy", "true");
});

// Coming back with the browser's button finds the form ready again.
window.addEventListener("pageshow", () => {
  isSending = false;
  form.querySelector("button[aria-busy]")?.removeAttribute("aria-busy");
});
