export const usage = `Ask for /reverse/some-word
`
