// Says what a schema found, for people. zod/mini carries no sentences of its own, and its locale would have to be switched
// on for the whole process.

/** The message of an issue for which its schema has no sentence. */
export const NO_SENTENCE = "Invalid input";

/**
 * The second argument of `safeParse` for issues that are explained. zod's settings are the process's: without it the
 * sentences of a program that uses zod, too, would be taken for the schema's.
 */
export const bareIssues = { error: (): string => NO_SENTENCE };

/** The part of a zod issue that is read here. */
export interface SchemaIssue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  readonly format?: string;
}

function reason(issue: SchemaIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${issue.expected === "nonoptional" ? "given" : `of type ${issue.expected}`}`;
    case "unrecognized_keys":
      return `has an unknown key: ${(issue.keys ?? []).join(", ")}`;
    case "invalid_value":
      return `must be ${(issue.values ?? []).map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "invalid_format":
      return `must be a valid ${issue.format}`;
    case "invalid_key":
      return "is not an allowed name";
    default:
      return "is not valid";
  }
}

/** `providers.groq.api must be of type string`. The schema's own sentence wins where it has one. For issues of a parse with
 * `bareIssues`. */
export function explainIssue(issue: SchemaIssue): string {
  const where = issue.path.map(String).join(".") || "the file";
  return `${where} ${issue.message === NO_SENTENCE ? reason(issue) : issue.message}`;
}
