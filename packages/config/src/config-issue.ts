// One thing that is wrong, or worth saying, about a config file, and where in it that is.
import { lineColumn } from "./json5/line-column.ts";
import { type ConfigPath, formatPath } from "./path/config-path.ts";
import {
  type ConfigDocument,
  type ConfigSource,
  findPlace,
  type Place,
} from "./source/config-document.ts";

/** `error`: the config is not used. `warning`: shown. `note`: for `config validate` only. */
export type Severity = "error" | "warning" | "note";

export interface ConfigIssue {
  /** The file that it is in, where that is not mayros.json. Absolute. */
  readonly file?: string;
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
  /** It is about the name of this wire format, which a plugin may bring: whoever knows plugins knows better. */
  readonly api?: string;
}

/** An issue that has no line and column yet. */
export interface Finding {
  readonly path: ConfigPath;
  readonly message: string;
  readonly severity: Severity;
  readonly suggestion?: string;
  readonly api?: string;
  /** The key is at fault, not its value. */
  readonly atKey?: boolean;
}

/** `main` is mayros.json: an issue that is not in it names its file. */
export function issueAt(
  { source, offset }: Place,
  main: ConfigSource,
  finding: Finding,
): ConfigIssue {
  const { path, message, severity, suggestion, api } = finding;
  return {
    ...(source === main ? {} : { file: source.path }),
    path: formatPath(path),
    ...lineColumn(source.text, offset),
    message: suggestion === undefined ? message : `${message}; did you mean "${suggestion}"?`,
    severity,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(api === undefined ? {} : { api }),
  };
}

/** Gives findings their place, first in the file first. */
export function placeFindings(document: ConfigDocument, findings: Finding[]): ConfigIssue[] {
  return findings
    .map((finding) => {
      const place = findPlace(document, finding.path, finding.atKey === true);
      return issueAt(place, document.main, finding);
    })
    .sort(byPlace);
}

/** mayros.json first, then file by file. */
export function byPlace(a: ConfigIssue, b: ConfigIssue): number {
  const [first = "", second = ""] = [a.file, b.file];
  if (first !== second) return first < second ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
