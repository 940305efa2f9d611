exports.encode = function (text) {
  var he = require('he')
  return he.encode(text, { useNamedReferences: true })
}
