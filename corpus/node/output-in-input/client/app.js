import { roll } from './roll'

document.querySelector('button').addEventListener('click', () => {
  document.querySelector('output').textContent = roll(6)?.toString() ?? '?'
})
