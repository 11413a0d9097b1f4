// Keys for going through a document: J and K walk, Y confirms, E edits, S leaves out. Each is a button too; without this file those do.
const list = document.querySelector("[data-cu-document]");
const statements = list ? [...list.querySelectorAll("[data-cu-statement]")] : [];

function at() {
  return statements.indexOf(document.activeElement?.closest("[data-cu-statement]"));
}

function go(number) {
  const next = statements[Math.min(Math.max(number, 0), statements.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(name) {
  const place = statements[at()]?.querySelector(`[data-cu-key="${name}"]`);
  if (!place) return;
  if (place.tagName !== "DETAILS") return place.click();
  place.open = true;
  place.querySelector("textarea").focus();
}

function typing(element) {
  return element.matches?.("input, textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || !statements.length) return;
  const key = event.key.toLowerCase();
  if (key === "j") go(at() + 1);
  else if (key === "k") go(at() < 0 ? 0 : at() - 1);
  else if (at() >= 0 && "yes".includes(key)) press(key);
  else return;
  event.preventDefault();
});

// After an answer the page opens at the next statement that asks.
const wanted = location.hash.startsWith("#s-") ? document.getElementById(location.hash.slice(1)) : null;
if (wanted) wanted.focus();
