// What secret references led to, by place; hangs on the object that `createMayros()` returns.
export type SecretMemory = Map<string, KeptSecret>;

export interface KeptSecret {
  readonly reading: Promise<string>;
  /** When it was looked up because a server refused the one before it, in ms since the epoch. */
  readonly again?: number;
}
