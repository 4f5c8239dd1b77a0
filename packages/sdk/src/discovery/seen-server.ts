// What a server said of its models, and when.
import type { DiscoveredModel } from "@mayros/engine";

/** A server that answered. */
export interface SeenServer {
  readonly provider: string;
  /** Where it was asked: another address is another server. */
  readonly baseUrl: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly models: readonly DiscoveredModel[];
}
