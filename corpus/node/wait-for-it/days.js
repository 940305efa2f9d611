const DAY = 24 * 60 * 60 * 1000

export const days = (from, to) => (Date.parse(to) - Date.parse(from)) / DAY
