export const describe = ({ height, rising }) => `${height} m and ${rising ? 'rising' : 'falling'}`
