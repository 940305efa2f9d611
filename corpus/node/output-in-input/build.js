const esbuild = require('esbuild')

esbuild.buildSync({
  entryPoints: ['client/app.js'],
  bundle: true,
  minify: true,
  target: 'es2018',
  outfile: 'public/js/app.js',
})
