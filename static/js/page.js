// Comforts of every page: menus, explanations of terms, and a word when the server
// does not answer. Nothing here is needed to use the product.

// A menu closes on Escape, on a click elsewhere, and when the focus leaves it.
function closeOtherMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

document.addEventListener("click", closeOtherMenus);
document.addEventListener("focusin", closeOtherMenus);
document.addEventListener("keydown", (event) => {
  const menu =
    event.key === "Escape" && event.target.closest("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A term explains itself on hover and on focus; pressing it needs no script. The
// explanation may be pointed at without going away.
const DELAY = 250; // ms; a pointer on its way elsewhere opens nothing
let waiting;

function explain(term) {
  term.popoverTargetElement.showPopover({ source: term }); // beside its source
}

document.addEventListener("pointerover", (event) => {
  const term = event.target.closest(".term");
  if (term || event.target.closest(".term__text")) clearTimeout(waiting);
  if (term) waiting = setTimeout(explain, DELAY, term);
});

document.addEventListener("pointerout", (event) => {
  const term = event.target.closest(".term");
  const explanation = term?.popoverTargetElement ?? event.target.closest(".term__text");
  if (!explanation) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => explanation.hidePopover(), DELAY);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".term:focus-visible")) explain(event.target);
});

document.addEventListener("focusout", (event) => {
  if (event.target.matches(".term")) event.target.popoverTargetElement.hidePopover();
});

// htmx leaves the page as it is when a request fails, so the page says so.
const messages = document.getElementById("messages");

function sayThatItFailed() {
  const message = document.createElement("p");
  message.className = "message message--error";
  message.textContent = messages.dataset.failure;
  messages.replaceChildren(message);
}

document.addEventListener("htmx:responseError", sayThatItFailed);
document.addEventListener("htmx:sendError", sayThatItFailed);

// Pages that follow one another: Alt+Page up and Alt+Page down, as their links say.
document.addEventListener("keydown", (event) => {
  const way = { PageUp: "prev", PageDown: "next" }[event.key];
  const link = event.altKey && way && document.querySelector(`a[rel=${way}]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
});
