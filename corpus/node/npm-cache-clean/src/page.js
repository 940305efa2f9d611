import escape from "escape-html";

export const page = (path) => `<p>You asked for <b>${escape(path)}</b></p>\n`;
