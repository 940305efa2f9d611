FROM ruby:3.1 AS builder
WORKDIR /app
COPY greeting.rb ./
RUN mkdir templates && ruby -e 'puts "<%= Digest::SHA256.hexdigest(name)[0, 8] %> <%= name %>"' > templates/greeting.erb

FROM ruby:3.1-slim AS runtime
WORKDIR /app
COPY --from=builder /app /app
CMD ["ruby", "greeting.rb"]
