/** One gate of `npm run check`: holds when it finds no fault. A fault is a line a person can act on. */
export interface Gate {
  readonly name: string;
  run(): Promise<readonly string[]>;
}
