// Starts the kit's components, keeps them alive after htmx swaps, and lets arrow keys walk the coverage strip.
// Everything works without this file; it only makes things shorter.
import { initAll } from "./vendor/nhsuk-frontend-10.6.1/nhsuk-frontend.min.js";

// htmx 4 calls this event by another name: this is the one place to change.
const AFTER_SWAP = "htmx:afterSwap";
const WRONG_ANSWER = "htmx:responseError";
const NO_ANSWER = "htmx:sendError";

function start(scope) {
  initAll({ scope });
  stopAtWideTables(scope);
  for (const strip of scope.querySelectorAll("[data-cu-strip]")) oneTabStop(strip);
  for (const button of scope.querySelectorAll("[data-cu-copy]")) copies(button);
}

/** A button that copies the words of another element; browsers allow that on safe connections only, else it stays hidden. */
function copies(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.cuCopy).textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = words; }, 3000);
  });
}

/** A table is a stop for Tab only while it is wider than its place. */
function stopAtWideTables(scope) {
  for (const place of scope.querySelectorAll(".cu-scroll")) {
    const table = place.firstElementChild; // not scrollWidth: words for listeners count into that
    if (table && table.offsetWidth > place.clientWidth) place.setAttribute("tabindex", "0");
    else place.removeAttribute("tabindex");
  }
}

/** A strip of 300 links is one stop for Tab; arrows, Home and End go on inside. */
function oneTabStop(strip) {
  const cells = [...strip.querySelectorAll("a.cu-cell")];
  cells.forEach((cell, number) => cell.setAttribute("tabindex", number ? "-1" : "0"));
  strip.addEventListener("keydown", (event) => {
    const here = cells.indexOf(event.target.closest("a.cu-cell"));
    if (here < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const steps = { ArrowRight: here + 1, ArrowLeft: here - 1, ArrowDown: here + 12, ArrowUp: here - 12, Home: 0, End: cells.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = cells[Math.min(Math.max(steps[event.key], 0), cells.length - 1)];
    cells[here].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}

/** A word for those who cannot see that something failed; the page itself stays as it was. */
function say(text) {
  let place = document.getElementById("cu-said");
  if (!place) {
    place = document.createElement("div");
    place.id = "cu-said";
    place.className = "cu-notice cu-notice--error";
    place.setAttribute("role", "alert");
    document.getElementById("maincontent").prepend(place);
  }
  place.textContent = text;
}

document.addEventListener(AFTER_SWAP, (event) => {
  start(event.detail.target);
  const first = event.detail.target.querySelector("[data-cu-focus]");
  if (first) first.focus();
});
document.addEventListener(WRONG_ANSWER, () => say("That did not work. Nothing was changed. Reload the page and try again."));
document.addEventListener(NO_ANSWER, () => say("The program did not answer. Nothing was changed. Check that it is still running."));

window.addEventListener("resize", () => stopAtWideTables(document));

start(document);
