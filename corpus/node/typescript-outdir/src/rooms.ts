export interface Room {
  readonly name: string;
  readonly floor: number;
  readonly note?: string;
}

export const rooms: readonly Room[] = [
  { name: "cellar", floor: -1 },
  { name: "kitchen", floor: 0, note: "bread & butter" },
  { name: "attic", floor: 2, note: "<mind the beam>" },
];
