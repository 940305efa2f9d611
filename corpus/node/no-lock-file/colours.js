export const colours = ['red', 'orange', 'gold', 'green', 'blue', 'indigo', 'violet']
