const answers: Record<string, number> = { "six by nine": 54, "seven by eight": 56 };

for (const [question, answer] of Object.entries(answers)) {
  console.log(`${question}: ${answer}`);
}
