var http = require('http')
var fs = require('fs')
var path = require('path')
var ejs = require('ejs')

var types = { '.css': 'text/css', '.txt': 'text/plain' }

// locales/en.json, locales/pt.json … whatever is there
function words (lang) {
  try {
    return JSON.parse(fs.readFileSync(path.join(__dirname, 'locales', path.basename(lang) + '.json')))
  } catch (e) {
    return words('en')
  }
}

function serveStatic (url, res) {
  var file = path.join(__dirname, 'public', path.normalize(url.replace('/static', '')))
  fs.readFile(file, function (err, data) {
    if (err) {
      res.writeHead(404)
      return res.end('not found')
    }
    res.writeHead(200, { 'Content-Type': types[path.extname(file)] || 'application/octet-stream' })
    res.end(data)
  })
}

http.createServer(function (req, res) {
  var url = new URL(req.url, 'http://localhost')
  if (url.pathname.indexOf('/static/') === 0) return serveStatic(url.pathname, res)
  var t = words(url.searchParams.get('lang') || 'en')
  ejs.renderFile(path.join(__dirname, 'views', 'index.ejs'), { t: t }, function (err, html) {
    res.writeHead(err ? 500 : 200, { 'Content-Type': 'text/html; charset=utf-8' })
    res.end(err ? String(err) : html)
  })
}).listen(process.env.PORT)
