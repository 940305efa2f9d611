FROM maven:3-eclipse-temurin-17 AS builder
WORKDIR /src
COPY pom.xml ./
COPY src ./src
RUN mvn --batch-mode package

FROM eclipse-temurin:17-jre AS runtime
WORKDIR /src
COPY --from=builder /src/target/classes target/classes
ENTRYPOINT ["java", "-cp", "/src/target/greeting-1.0.jar", "Greeting"]
