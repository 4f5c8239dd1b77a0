// One thing that is wrong, or worth saying, about a config file, and where in it that is.
import type { Json5Node } from "./json5/json5-node.ts";
import { lineColumn } from "./json5/line-column.ts";
import { type ConfigPath, formatPath } from "./path/config-path.ts";
import { findPlace } from "./path/find-place.ts";

/** `error`: the config is not used. `warning`: shown. `note`: for `config validate` only. */
export type Severity = "error" | "warning" | "note";

export interface ConfigIssue {
  /** `models.providers.x.models[0].id`; empty where the file as a whole is meant. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  readonly message: string;
  readonly severity: Severity;
  /** The known name that was probably meant. */
  readonly suggestion?: string;
}

/** An issue that has no line and column yet. */
export interface Finding {
  readonly path: ConfigPath;
  readonly message: string;
  readonly severity: Severity;
  readonly suggestion?: string;
  /** The key is at fault, not its value. */
  readonly atKey?: boolean;
}

export function issueAt(text: string, offset: number, finding: Finding): ConfigIssue {
  const { path, message, severity, suggestion } = finding;
  return {
    path: formatPath(path),
    ...lineColumn(text, offset),
    message: suggestion === undefined ? message : `${message}; did you mean "${suggestion}"?`,
    severity,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Gives findings their place in the file, first in the file first. */
export function placeFindings(text: string, tree: Json5Node, findings: Finding[]): ConfigIssue[] {
  return findings
    .map((finding) => ({ finding, offset: findPlace(tree, finding.path, finding.atKey === true) }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ finding, offset }) => issueAt(text, offset, finding));
}
