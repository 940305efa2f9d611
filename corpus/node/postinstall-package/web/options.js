export const options = (names) => names.map((name) => `<option>${name}</option>`).join("");
