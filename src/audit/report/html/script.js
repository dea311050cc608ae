"use strict";
(() => {
  const table = document.getElementById("table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const filter = document.getElementById("filter");
  const organization = document.getElementById("organization");
  const texts = new Map(rows.map((row) => [row, (row.cells[0].textContent + " " + row.cells[1].textContent).toLowerCase()]));
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  // A column of figures sorts by them, what has none behind; the others as the language sorts.
  const key = (row, column) => {
    const cell = row.cells[column];
    if (!cell.classList.contains("number")) return cell.textContent.trim();
    const value = Number(cell.dataset.v ?? cell.textContent);
    return Number.isNaN(value) ? null : value;
  };

  const sort = (heading, column) => {
    const figures = heading.classList.contains("number");
    const before = heading.getAttribute("aria-sort");
    const direction = before === "none" ? (figures ? "descending" : "ascending") : before === "ascending" ? "descending" : "ascending";
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const keys = new Map(rows.map((row) => [row, key(row, column)]));
    rows.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if (x === null || y === null) return (x === null) - (y === null);
      return sign * (figures ? x - y : collator.compare(x, y));
    });
    body.append(...rows);
  };

  Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading, column));
    heading.append(button);
  });

  const show = () => {
    const wanted = filter.value.trim().toLowerCase();
    const of = organization ? organization.value : "";
    let count = 0;
    for (const row of rows) {
      row.hidden = !(texts.get(row).includes(wanted) && (of === "" || row.dataset.organization.toLowerCase() === of.toLowerCase()));
      count += row.hidden ? 0 : 1;
    }
    document.getElementById("shown").textContent = count + " / " + rows.length;
  };
  filter.addEventListener("input", show);
  if (organization) organization.addEventListener("change", show);
  const tools = document.getElementById("tools");
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.hidden = false;
})();
