"use strict";
(() => {
  const CHUNK = 100;
  const ORDER = { rewritten: 0, "left-alone": 1, invalid: 2, failed: 3 };
  const NAMES = { rewritten: "rewritten", "left-alone": "left alone", invalid: "not valid", failed: "failed" };
  const byId = (id) => document.getElementById(id);
  const rows = JSON.parse(byId("data").textContent);
  const body = document.querySelector("#rows tbody");
  const filters = { find: byId("find"), state: byId("state"), base: byId("base"), verdict: byId("verdict") };
  let shown = [];
  let drawn = 0;
  let sorting = { key: "", down: false };

  const why = (row) => (row.why ? row.why.text : row.verdict || "");
  for (const row of rows) {
    row.search = [row.path, row.base, why(row), row.why && row.why.code, row.diff].join("\n").toLowerCase();
  }

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function size(megabytes) {
    if (megabytes === undefined || megabytes === null) return "";
    return megabytes >= 1000 ? `${(megabytes / 1000).toFixed(1)} GB` : `${Math.round(megabytes)} MB`;
  }

  const VALUES = {
    path: (row) => row.path,
    state: (row) => ORDER[row.state],
    base: (row) => row.base || "",
    saving_mb: (row) => row.saving_mb ?? -1,
    why: (row) => (row.why ? row.why.code || row.why.text : row.verdict || ""),
  };

  function wanted() {
    const text = filters.find.value.trim().toLowerCase();
    const { state, base, verdict } = Object.fromEntries(Object.entries(filters).map(([k, v]) => [k, v.value]));
    const found = rows.filter((row) =>
      (!state || row.state === state) &&
      (!base || (row.base || " ") === base) &&
      (!verdict || row.verdict === verdict) &&
      (!text || row.search.includes(text)));
    if (sorting.key) {
      const value = VALUES[sorting.key];
      const sign = sorting.down ? -1 : 1;
      found.sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        return x < y ? -sign : x > y ? sign : 0;
      });
    }
    return found;
  }

  function refresh() {
    shown = wanted();
    drawn = 0;
    body.replaceChildren();
    more();
    byId("count").textContent = `${shown.length} of ${rows.length}`;
  }

  function more() {
    const part = shown.slice(drawn, drawn + CHUNK);
    body.append(...part.map(summary));
    drawn += part.length;
    if (part.length && nearEnd()) requestAnimationFrame(more);
  }

  function summary(row) {
    const opener = element("button", { type: "button", "aria-expanded": "false" }, row.path);
    opener.row = row;
    return element("tr", {},
      element("td", {}, opener),
      element("td", { class: `state ${row.state}` }, NAMES[row.state]),
      element("td", {}, row.base || ""),
      element("td", { class: "number" }, size(row.saving_mb)),
      element("td", {}, why(row)));
  }

  function toggle(opener) {
    const line = opener.closest("tr");
    const open = opener.getAttribute("aria-expanded") === "true";
    opener.setAttribute("aria-expanded", String(!open));
    if (open) line.nextElementSibling.remove();
    else line.after(element("tr", { class: "detail" }, element("td", { colspan: "5" }, ...details(opener.row))));
  }

  function details(row) {
    const parts = [];
    const part = (title, ...content) => parts.push(element("h3", {}, title), ...content);
    if (row.why) {
      const place = row.why.line ? ` (line ${row.why.line})` : "";
      part("Why", element("p", {}, row.why.text + place, " ", element("code", {}, row.why.code || "")), row.why.advice || "");
    }
    if (row.diff) part("Difference", diff(row));
    if (row.stages) part("Stages", graph(row.stages));
    if (row.assumptions) part("Assumptions to review", list(row.assumptions.map(assumption)));
    const context = [`built in ${row.context || "."}${row.ambiguous ? ", which is not certain" : ""}`];
    if (row.targets) context.push(`targets: ${row.targets.join(", ")}`);
    if (row.commit) context.push(`commit ${row.commit}`);
    else if (row.applied) context.push("written");
    part("Build context", list([...context, ...(row.evidence || [])]));
    return parts;
  }

  const list = (texts) => element("ul", {}, ...texts.map((text) => element("li", {}, text)));
  const assumption = (one) => `${one.line ? `line ${one.line}: ` : ""}${one.text} [${one.code}]`;

  function diff(row) {
    const notes = new Map((row.notes || []).map((note) => [note.line, note.text]));
    const box = element("div", { class: "diff", tabindex: "0", "aria-label": "Difference" });
    let line = 0;
    for (const text of row.diff.replace(/\n$/, "").split("\n")) {
      const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text);
      const head = !line && /^(---|\+\+\+) /.test(text);
      const kind = hunk || head ? "hunk" : { "+": "add", "-": "del" }[text[0]] || "same";
      box.append(element("div", { class: kind }, text || " "));
      if (hunk) line = Number(hunk[1]);
      else if (!head && text[0] !== "-" && text[0] !== "\\") {
        if (kind === "add" && notes.has(line)) box.append(element("div", { class: "note" }, notes.get(line)));
        line += 1;
      }
    }
    return box;
  }

  function drawing(name, attributes, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const WIDTH = 230;
  const GAP = 90;

  function graph(stages) {
    const lines = Math.max(1, ...stages.map((stage) => (stage.copies || []).length));
    const height = 62 + 16 * Math.min(lines, 12);
    const svg = drawing("svg", {
      role: "img", width: stages.length * (WIDTH + GAP), height,
      "aria-label": stages.map((stage) => `${stage.name} from ${stage.base}`).join(", "),
    });
    const places = new Map(stages.map((stage, at) => [stage.name || String(at), at]));
    stages.forEach((stage, at) => {
      const x = at * (WIDTH + GAP) + 1;
      svg.append(drawing("rect", { x, y: 1, width: WIDTH, height: height - 2, rx: 6 }));
      svg.append(drawing("text", { x: x + 10, y: 20, "font-weight": 600 }, stage.name || `stage ${at}`));
      svg.append(drawing("text", { x: x + 10, y: 38, class: "quiet" }, short(`FROM ${stage.base}`)));
      const copies = stage.copies || [];
      copies.slice(0, 11).forEach(([, path], n) =>
        svg.append(drawing("text", { x: x + 10, y: 58 + 16 * n }, short(path))));
      if (copies.length > 11) svg.append(drawing("text", { x: x + 10, y: 58 + 176 }, `and ${copies.length - 11} more`));
      for (const source of new Set([stage.base, ...copies.map(([from]) => from)])) {
        if (!places.has(source) || places.get(source) >= at) continue;
        const from = places.get(source) * (WIDTH + GAP) + WIDTH + 1;
        const bend = at - places.get(source) > 1 ? 8 : 30;
        svg.append(drawing("path", { d: `M${from},${bend} L${x - 7},${bend} m-5,-4 l6,4 l-6,4` }));
      }
    });
    return element("div", { class: "wide" }, svg);
  }

  const short = (text) => (text.length > 32 ? `${text.slice(0, 15)}…${text.slice(-16)}` : text);

  document.querySelector("#rows thead").addEventListener("click", (event) => {
    const key = event.target.dataset.key;
    if (!key) return;
    sorting = { key, down: sorting.key === key ? !sorting.down : key === "saving_mb" };
    for (const head of document.querySelectorAll("#rows thead th")) {
      const mine = head.firstElementChild.dataset.key === key;
      head.setAttribute("aria-sort", mine ? (sorting.down ? "descending" : "ascending") : "none");
    }
    refresh();
  });
  body.addEventListener("click", (event) => {
    if (event.target.row) toggle(event.target);
  });
  for (const input of Object.values(filters)) input.addEventListener("input", refresh);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const card of document.querySelectorAll("button.card")) {
    card.addEventListener("click", () => {
      const same = filters.state.value === card.dataset.state;
      filters.state.value = same ? "" : card.dataset.state;
      refresh();
    });
  }

  function step(by) {
    const openers = [...body.querySelectorAll("button[aria-expanded]")];
    const at = openers.indexOf(document.activeElement);
    const next = openers[Math.min(openers.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
    if (at + by >= openers.length - 1) more();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      const line = document.activeElement.closest("tr.detail");
      const opener = line ? line.previousElementSibling.querySelector("button") : document.activeElement;
      if (opener.row && opener.getAttribute("aria-expanded") === "true") { toggle(opener); opener.focus(); }
    } else if (typing) return;
    else if (event.key === "/") { event.preventDefault(); filters.find.focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });

  const end = document.querySelector("footer");
  const nearEnd = () => end.getBoundingClientRect().top < innerHeight + 400;
  for (const kind of ["scroll", "resize"]) addEventListener(kind, () => nearEnd() && more(), { passive: true });
  refresh();
})();
