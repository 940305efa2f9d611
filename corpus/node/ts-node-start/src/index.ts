import http from 'http'

function* collatz(n: bigint): Generator<bigint> {
    yield n
    while (n !== 1n) {
        n = n % 2n ? 3n * n + 1n : n / 2n
        yield n
    }
}

const server = http.createServer((req, res) => {
    const asked = new URL(req.url ?? '/', 'http://x').searchParams.get('n')
    if (!asked || !/^[1-9]\d{0,5}$/.test(asked)) return void res.end('?n=1 to ?n=999999\n')
    res.end([...collatz(BigInt(asked))].join(' ') + '\n')
})

server.listen(3000)
