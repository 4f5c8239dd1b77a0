// Bytes as people say them: in thousands, as npm and file managers count. Pure.
import { plural } from "./plural.ts";

export function describeSize(bytes: number): string {
  if (bytes < 1000) return plural(bytes, "byte");
  // What would be 1000.0 KB is a megabyte.
  return bytes < 999_950 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
