# Générateur de cartes, équipe météo
FROM golang:1.21 AS builder
WORKDIR /cartes
COPY . .
# compilé ici
RUN go build -o carte .

FROM debian:bookworm-slim AS runtime
LABEL auteur="Renée"
WORKDIR /cartes
COPY --from=builder /cartes/legende.txt /cartes/legende.txt
COPY --from=builder /cartes/carte /cartes/carte
CMD ["./carte"] 
