export const lines = (values) => Object.entries(values).map((pair) => pair.join(': ') + '\n').join('')
