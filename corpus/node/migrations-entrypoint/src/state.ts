import fs from "fs";

const file = `${process.env.STATE ?? "."}/applied`;

export const applied = () => (fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : []);
export const record = (name: string) => fs.appendFileSync(file, `${name}\n`);
