import { draw } from './draw'

fetch('/api/moon?day=' + new Date().getDate()).then(draw)
