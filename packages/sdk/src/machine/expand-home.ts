// Paths as people write them. Pure.
import { join } from "node:path";

/** `~` and what lies below it are in `home`; other paths stay as they are. */
export function expandHome(path: string, home: string): string {
  return path === "~" || path.startsWith("~/") ? join(home, path.slice(1)) : path;
}
