// Walks the outline of a draft by keyboard: one tab stop, arrows inside, Alt and arrows to move an item. Every key only presses what
// the page has as a link or a form, so nothing is possible here that is not possible without it.
const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "indent", ArrowLeft: "outdent" };

function start(outline) {
  const rows = () => [...outline.querySelectorAll("[data-cu-row]")];

  function tabStop(row) {
    for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
  }

  function go(row) {
    if (!row) return;
    tabStop(row);
    row.focus();
  }

  function press(row, step) {
    const form = document.getElementById("cu-step");
    if (!form) return;
    form.elements.namedItem("item").value = row.dataset.cuRow;
    form.elements.namedItem("step").value = step;
    form.submit();
  }

  function add(row, below) {
    const above = row.closest("ul").closest("li");
    const parent = below ? row.dataset.cuRow : above ? above.querySelector("[data-cu-row]").dataset.cuRow : "";
    const query = new URLSearchParams({ parent, after: below ? "" : row.dataset.cuRow });
    window.location.assign(`${outline.dataset.add}?${query}`);
  }

  function key(event, row) {
    if (event.ctrlKey || event.metaKey) return false;
    const editable = "step" in outline.dataset;
    if (event.altKey) {
      if (!editable || !(event.key in STEPS)) return false;
      press(row, STEPS[event.key]);
      return true;
    }
    const all = rows();
    const at = all.indexOf(row);
    switch (event.key) {
      case "ArrowDown": go(all[at + 1]); return true;
      case "ArrowUp": go(all[at - 1]); return true;
      case "ArrowRight": go(row.parentElement.querySelector(":scope > ul [data-cu-row]")); return true;
      case "ArrowLeft": go(row.closest("ul").closest("li")?.querySelector("[data-cu-row]")); return true;
      case "Home": go(all[0]); return true;
      case "End": go(all[all.length - 1]); return true;
      case "Enter": if (event.shiftKey) return false; window.location.assign(`${outline.dataset.items}${row.dataset.cuRow}/`); return true;
      case " ": window.location.assign(row.href); return true;
      case "n": case "N": if (!editable) return false; add(row, event.shiftKey); return true;
      default: return false;
    }
  }

  outline.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-cu-row]");
    if (row && key(event, row)) event.preventDefault();
  });
  outline.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-cu-row]");
    if (row) tabStop(row);
  });

  const chosen = outline.querySelector('[aria-current="true"]');
  tabStop(chosen || rows()[0]);
  if (chosen) chosen.focus();
}

for (const outline of document.querySelectorAll("[data-cu-outline]")) start(outline);
