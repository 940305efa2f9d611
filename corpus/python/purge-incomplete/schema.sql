CREATE TABLE entry (
    id     bigserial PRIMARY KEY,
    day    date NOT NULL,
    amount numeric(12, 2) NOT NULL
);
