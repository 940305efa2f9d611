export function roll(sides) {
  return 1 + Math.floor(Math.random() * sides)
}
