"use strict";
(() => {
  const CHUNK = 100;
  const ORDER = { rewritten: 0, "left-alone": 1, invalid: 2, failed: 3 };
  const NAMES = { rewritten: "rewritten", "left-alone": "left alone", invalid: "not valid", failed: "failed" };
  const TITLES = { "left-alone": "Why it is left alone", invalid: "Why it is not valid", failed: "Why it failed" };
  const byId = (id) => document.getElementById(id);
  const rows = JSON.parse(byId("data").textContent);
  const meanings = JSON.parse(byId("meanings").textContent);
  const body = document.querySelector("#rows tbody");
  const NAMED = ["find", "state", "language", "base", "verdict", "code"];
  const filters = Object.fromEntries(NAMED.map((name) => [name, byId(name)]));
  let shown = [];
  let drawn = 0;
  let sorting = { key: "", down: false };

  const why = (row) => (row.why ? row.why.text : row.verdict || "");
  for (const row of rows) {
    const found = [...(row.assumptions || []), ...(row.edits || []), ...(row.findings || [])];
    row.codes = new Set([row.why || {}, ...found].map((one) => one.code));
    const texts = found.map((one) => one.text);
    row.search = [row.path, row.base, row.language, why(row), ...row.codes, ...texts, row.diff].join("\n").toLowerCase();
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
    const { state, language, base, verdict, code } = Object.fromEntries(NAMED.map((name) => [name, filters[name].value]));
    const found = rows.filter((row) =>
      (!state || row.state === state) &&
      (!language || (row.language || " ") === language) &&
      (!base || (row.base || " ") === base) &&
      (!verdict || (row.state === "rewritten" && row.verdict === verdict)) &&
      (!code || row.codes.has(code)) &&
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
    byId("nothing").hidden = shown.length > 0;
    for (const card of document.querySelectorAll("button.card")) {
      const [name] = Object.keys(card.dataset);
      card.setAttribute("aria-pressed", String(filters[name].value === card.dataset[name]));
    }
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
      element("td", {}, why(row), ...review(row)));
  }

  function review(row) {
    const count = row.state === "rewritten" && row.assumptions ? row.assumptions.length : 0;
    return count ? [element("span", { class: "tag" }, `, ${count} to review`)] : [];
  }

  function toggle(opener) {
    const line = opener.closest("tr");
    const open = opener.getAttribute("aria-expanded") === "true";
    opener.setAttribute("aria-expanded", String(!open));
    if (open) return line.nextElementSibling.remove();
    line.after(element("tr", { class: "detail" }, element("td", { colspan: "5" }, ...details(opener.row))));
    history.replaceState(null, "", `#${encodeURIComponent(opener.row.path)}`);
  }

  function details(row) {
    const parts = [];
    const part = (title, ...content) => parts.push(element("h3", {}, title), ...content);
    if (row.why) {
      part(TITLES[row.state], said(element("p", {}), row.why));
      if (row.why.advice) parts.push(element("p", { class: "advice" }, row.why.advice));
    }
    if (row.assumptions) parts.push(element("div", { class: "review" }, element("h3", {}, "Assumptions to review"), list(row.assumptions)));
    if (row.before_mb !== undefined) part("Estimated size", element("p", {}, `${size(row.before_mb)} → ${size(row.after_mb)}, before what it builds`));
    if (row.diff) part("Difference", diff(row));
    if (row.edits) part("What was asked for", list(row.edits));
    if (row.findings) part("What the checks say of the new text", list(row.findings));
    if (row.stages) part("Stages", graph(row.stages));
    part("Build context", list(context(row)));
    return parts;
  }

  function context(row) {
    const folder = !row.context || row.context === "." ? "the top of the repository" : row.context;
    const found = [{ text: `built in ${folder}${row.ambiguous ? ", which is not certain" : ""}` }];
    if (row.targets) found.push({ text: `targets: ${row.targets.join(", ")}` });
    if (row.commit) found.push({ text: `commit ${row.commit}` });
    else if (row.applied) found.push({ text: "written" });
    return [...found, ...(row.evidence || [])];
  }

  const list = (items) => element("ul", {}, ...items.map((one) => said(element("li", {}), one)));

  function said(target, one) {
    const line = one.line ? (one.path ? `:${one.line}` : `line ${one.line}`) : "";
    target.append(one.text, line || one.path ? ` (${one.path || ""}${line})` : "");
    if (one.code) target.append(" ", element("code", {}, one.code));
    if (meanings[one.code]) target.append(element("small", {}, meanings[one.code]));
    return target;
  }

  function diff(row) {
    const box = element("div", { class: "diff", tabindex: "0", "aria-label": "Difference" });
    let notes = new Map((row.notes || []).map((note) => [note.line, note.text]));
    let [old, line, left] = [0, 0, 0];
    for (const text of row.diff.replace(/\n$/, "").split("\n")) {
      const hunk = left > 0 || old > 0 ? null : /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
      const head = !hunk && old <= 0 && left <= 0 && /^(---|\+\+\+) /.test(text);
      const kind = hunk || head ? "hunk" : { "+": "add", "-": "del" }[text[0]] || "same";
      if (head && line && text[0] === "-") notes = new Map(); // they are about the first file
      box.append(element("div", { class: kind }, text || " "));
      if (hunk) [old, line, left] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
      else if (!head && text[0] !== "\\") {
        if (kind !== "add") old -= 1;
        if (kind === "del") continue;
        if (kind === "add" && notes.has(line)) box.append(element("div", { class: "note" }, notes.get(line)));
        [line, left] = [line + 1, left - 1];
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
  byId("filters").addEventListener("reset", () => setTimeout(refresh));
  for (const name of NAMED) {
    for (const button of document.querySelectorAll(`button[data-${name}]`)) {
      button.addEventListener("click", () => {
        const same = filters[name].value === button.dataset[name];
        filters[name].value = same ? "" : button.dataset[name];
        refresh();
        if (!same && !button.matches(".card")) byId("files").scrollIntoView();
      });
    }
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

  function follow() {
    const row = rows.find((one) => `#${encodeURIComponent(one.path)}` === location.hash);
    if (!row) return;
    filters.find.value = row.path;
    refresh();
    const opener = [...body.querySelectorAll("button")].find((one) => one.row === row);
    if (!opener) return;
    toggle(opener);
    byId("files").scrollIntoView();
  }
  follow();
})();
