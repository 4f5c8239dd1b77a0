// A process that is started and timed.

export interface Target {
  readonly name: string;
  /** Ratio of its time to the first target's. */
  readonly goal?: number;
  readonly goalMiB?: number;
  /** What `node` gets. */
  readonly words: readonly string[];
  readonly folder?: string;
  /** What ends its time: its exit, or the first byte on stdout. */
  readonly until?: "exit" | "first byte";
}
