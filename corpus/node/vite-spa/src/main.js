import './style.css'
import { describe } from './tide.js'

const tide = await (await window.fetch('/api/tide')).json()
document.querySelector('#app').textContent = describe(tide)
