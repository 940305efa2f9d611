export const SPOOL = '/var/spool/counter/results.txt'
