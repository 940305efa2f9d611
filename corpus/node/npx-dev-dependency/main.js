import { numbered } from './numbered.js'

fetch('manual.txt')
  .then((answer) => answer.text())
  .then((text) => { document.querySelector('pre').textContent = numbered(text) })
