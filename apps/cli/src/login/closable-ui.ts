// What logins ask by, and what has to be taken back when they end.
import type { LoginUi } from "@mayros/core";

export interface ClosableUi extends LoginUi {
  /** Takes everything back that moves, and lets go of stdin. */
  close(): void;
}
