// Walks the matrix by keyboard (WAI-ARIA grid): one tab stop, arrows inside, both texts in the panel. Read-only.
const WORDS = { A: "assessed", D: "developed", I: "introduced", "": "no claim" };
const PAGE = 10;

function start(matrix) {
  const table = matrix.querySelector("table");
  const panel = matrix.querySelector("[data-cu-panel]");
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells].slice(1);
  const rows = [...table.tBodies[0].rows].filter((row) => row.cells.length > heads.length);
  const marked = [];

  const place = (cell) => ({ row: rows.indexOf(cell.parentElement), column: cell.cellIndex - 1 });
  const at = (row, column) => rows[row].cells[column + 1];

  function tell(cell) {
    const { row, column } = place(cell);
    const side = rows[row].cells[0];
    const head = heads[column];
    const line = (name, text) => (text ? `${name}: ${text}` : name);
    const word = WORDS[cell.textContent];
    const group = side.dataset.group ? `${side.dataset.group}, ` : "";
    panel.textContent = `${group}${side.textContent} and ${head.textContent}: ${word}\n${line(side.textContent, side.dataset.text)}\n${line(head.textContent, head.dataset.text)}`;
    for (const old of marked.splice(0)) old.classList.remove("cu-on");
    for (const now of [side, head]) {
      now.classList.add("cu-on");
      marked.push(now);
    }
  }

  function go(cell) {
    const before = table.querySelector('td[tabindex="0"]');
    if (before) before.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  function target(event, { row, column }) {
    const bottom = rows.length - 1;
    const right = heads.length - 1;
    const whole = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case "ArrowRight": return [row, column + 1];
      case "ArrowLeft": return [row, column - 1];
      case "ArrowDown": return [row + 1, column];
      case "ArrowUp": return [row - 1, column];
      case "Home": return [whole ? 0 : row, 0];
      case "End": return [whole ? bottom : row, right];
      case "PageDown": return whole ? null : [row + PAGE, column]; // with Ctrl it belongs to browsers and screen readers
      case "PageUp": return whole ? null : [row - PAGE, column];
      default: return null;
    }
  }

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td[role=gridcell]");
    if (!cell || event.altKey) return;
    if (event.key === "Escape") return leave(event);
    if (event.key === "?") return help(event);
    const next = target(event, place(cell));
    if (!next) return;
    event.preventDefault();
    go(at(Math.min(Math.max(next[0], 0), rows.length - 1), Math.min(Math.max(next[1], 0), heads.length - 1)));
  });

  function leave(event) {
    event.preventDefault();
    matrix.querySelector("summary").focus();
  }

  function help(event) {
    event.preventDefault();
    matrix.querySelector("details").open = true;
    matrix.querySelector("summary").focus();
  }

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td[role=gridcell]");
    if (cell) tell(cell);
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td[role=gridcell]");
    if (cell) go(cell);
  });
}

for (const matrix of document.querySelectorAll("[data-cu-matrix]")) start(matrix);
