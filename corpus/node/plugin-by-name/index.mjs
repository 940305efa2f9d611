import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'

const { filters } = JSON.parse(await readFile(new URL('filters.json', import.meta.url), 'utf8'))

const chain = []
for (const entry of filters) {
  const [name, wanted = 'string'] = [entry].flat()
  chain.push({ run: (await import(name)).default, wanted })
}

function apply(text) {
  for (const { run, wanted } of chain) {
    let next
    try { next = run(text) } catch { continue }
    if (typeof next === wanted) text = String(next)
  }
  return text
}

createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost')
  response.end(apply(searchParams.get('text') ?? '') + '\n')
}).listen(8081)
