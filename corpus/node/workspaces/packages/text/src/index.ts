const he = require("he") as { decode(text: string): string };

export function slug(text: string): string {
  return he
    .decode(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
