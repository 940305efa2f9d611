#!/usr/bin/env node
const { execFileSync } = require('child_process')
const { writeFileSync } = require('fs')
const { version } = require('../package.json')

let revision = 'unknown'
try {
  revision = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim()
} catch {
  // no repository here: a tarball, or a build context without .git
}

writeFileSync(process.argv[2], JSON.stringify({ version, revision }) + '\n')
