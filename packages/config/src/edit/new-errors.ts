// Which errors an edit brought in. An old one is no reason to refuse an edit: how else would anybody mend
// a config step by step?
import type { ConfigIssue } from "../config-issue.ts";
import type { Interpretation } from "../interpret-config.ts";
import { isError } from "../invalid-config.ts";
import { isForbiddenKey, parsePath } from "../path/config-path.ts";
import { getValue } from "../path/get-value.ts";
import { listIssues } from "../read-config.ts";

/** Errors of `issues`, those of `after`, that `before` had not; loads zod. */
export async function listNewErrors(
  before: Interpretation,
  after: Interpretation,
  issues: readonly ConfigIssue[],
): Promise<ConfigIssue[]> {
  const old = (await listIssues(before)).filter(isError).map((issue) => nameOf(issue, before));
  return issues.filter(isError).filter((issue) => {
    const at = old.indexOf(nameOf(issue, after));
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
}

/** Without indexes, for an item that was removed moves the others; with the value that is wrong. */
function nameOf({ file = "", path, message }: ConfigIssue, { value }: Interpretation): string {
  const steps = path === "" ? [] : readPath(path);
  const wrong = steps && JSON.stringify(steps.length > 0 ? getValue(value, steps) : "");
  return [file, path.replace(/\[\d+\]/g, "[]"), message, wrong].join("\n");
}

/** undefined for keys that no config may have: they are in the text, but not in the value. */
function readPath(path: string): ReturnType<typeof parsePath> | undefined {
  return path.split(/[.[\]']+/).some(isForbiddenKey) ? undefined : parsePath(path);
}
