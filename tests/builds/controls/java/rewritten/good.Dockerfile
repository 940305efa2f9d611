FROM eclipse-temurin:17-jdk AS builder
WORKDIR /src
COPY Greeting.java ./
RUN javac -d classes Greeting.java && mkdir /app && jar --create --file /app/greeting.jar --main-class Greeting -C classes .

FROM eclipse-temurin:17-jre AS runtime
WORKDIR /src
COPY --from=builder /app/greeting.jar /app/greeting.jar
CMD ["java", "-jar", "/app/greeting.jar"]
