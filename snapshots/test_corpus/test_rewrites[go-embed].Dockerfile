# Start from golang base image
FROM golang:1.22-alpine AS builder

# Set the current working directory inside the container
WORKDIR /app

# Copy everything from the current directory
COPY . .

# Build the Go app
RUN go build -o handbook

FROM alpine:3.21 AS runtime

# Add Maintainer info
LABEL maintainer="Handbook Team <handbook@example.com>"
WORKDIR /app
COPY --from=builder /app/settings.json /app/settings.json
COPY --from=builder /app/handbook /app/handbook

# Run the executable
ENTRYPOINT ["/app/handbook"]
