import assert from "assert";
import Mustache from "mustache";

assert.equal(Mustache.render("{{say}}", { say: "<" }), "&lt;");
