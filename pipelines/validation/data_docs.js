// Stands in for jQuery, Bootstrap and bootstrap-table on Great Expectations' pages: tables, fold and unfold, tabs, "failed only".
function drawTable(table, { columns, data }) {
  const cells = (row) => columns.map(({ field }, place) => {
    const shown = row[field] ?? "";
    return `<td>${place === 0 && row._table_row_link_path ? `<a href="${row._table_row_link_path}">${shown}${row._validation_success_text}</a>` : shown}</td>`;
  });
  const head = columns.map(({ title }) => `<th>${title}</th>`).join("");
  table.innerHTML = `<thead><tr>${head}</tr></thead><tbody>${data.map((row) => `<tr>${cells(row).join("")}</tr>`).join("")}</tbody>`;
}

// The only jQuery call that matters draws the tables of the index; all others are answered by something that does nothing.
const nothing = new Proxy(function () {}, { get: (_, name) => (name === Symbol.toPrimitive ? () => "" : nothing), apply: () => nothing });
window.$ = window.jQuery = (selector) => ({
  __proto__: nothing,
  bootstrapTable: (options) => { if (options.columns) drawTable(document.querySelector(selector), options); },
  data: () => ({}),
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-toggle]");
  if (!link) return;
  const target = link.getAttribute("href") || link.dataset.target;
  if (link.dataset.toggle === "collapse") {
    event.preventDefault();
    document.querySelector(target)?.classList.toggle("show");
  }
  if (link.dataset.toggle === "tab") {
    event.preventDefault();
    const pane = document.querySelector(target);
    pane?.parentElement.querySelectorAll(":scope > .tab-pane").forEach((one) => one.classList.toggle("active", one === pane));
    link.closest(".nav")?.querySelectorAll(".nav-link").forEach((one) => one.classList.toggle("active", one === link));
  }
});

function showSucceeded(shown) {
  document.querySelectorAll("td .fa-check-circle").forEach((icon) => { icon.closest("tr").hidden = !shown; });
  document.querySelectorAll(".btn-group label").forEach((label, place) => label.classList.toggle("active", (place === 0) === shown));
}

// The pages define both with jQuery, after this script; they are replaced when the page is complete.
document.addEventListener("DOMContentLoaded", () => {
  window.showAllValidations = () => showSucceeded(true);
  window.hideSucceededValidations = () => showSucceeded(false);
});
