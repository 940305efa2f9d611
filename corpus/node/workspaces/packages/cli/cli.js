console.log(require("@acme/text").slug(process.argv.slice(2).join(" ")));
