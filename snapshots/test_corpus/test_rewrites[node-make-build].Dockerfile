FROM node:20 AS builder
WORKDIR /greeter
COPY . .
RUN make
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-slim AS runtime
WORKDIR /greeter
COPY --from=builder /greeter /greeter
EXPOSE 8080
CMD ["node", "lib"]
