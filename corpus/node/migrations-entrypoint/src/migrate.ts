import fs from "fs";
import path from "path";
import { applied, record } from "./state";

const folder = process.argv[2];
for (const file of fs.readdirSync(folder).sort()) {
  if (applied().includes(file)) continue;
  const { create } = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  console.log(`${file}: ${create.join(", ")}`);
  record(file);
}
