export const answer = ({ method, url }) => JSON.stringify({ method, url }) + '\n'
