import { options } from "./options.js";

document.querySelector("select").innerHTML = options(["inch", "mile", "league"]);
