import { colours } from './colours'

document.body.style.color = colours[new Date().getDay()]
