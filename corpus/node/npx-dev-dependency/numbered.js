export const numbered = (text) => text.split('\n').map((line, i) => `${i + 1}. ${line}`).join('\n')
