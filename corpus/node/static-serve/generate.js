const fs = require("fs");
const { render } = require("mustache");

const layout = fs.readFileSync("layout.html", "utf8");
const notes = fs.readdirSync("notes").sort();

fs.mkdirSync("public", { recursive: true });
for (const file of notes) {
  const [title, , ...lines] = fs.readFileSync(`notes/${file}`, "utf8").split("\n");
  fs.writeFileSync(`public/${file.replace(/txt$/, "html")}`, render(layout, { title, lines }));
}
const list = notes.map((file) => file.replace(/\.txt$/, ""));
fs.writeFileSync("public/index.html", render(layout, { title: "Garden notes", list }));
