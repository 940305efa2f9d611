'use strict'
module.exports = require('./build/Release/qr').encode
