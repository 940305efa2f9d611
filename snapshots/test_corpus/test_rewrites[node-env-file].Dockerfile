from node:20 as builder
workdir /app
copy . .
run npm install
run npm prune --omit=dev --ignore-scripts

from node:20-slim as runtime
workdir /app
copy --from=builder /app /app
expose 4321
cmd npm run start
