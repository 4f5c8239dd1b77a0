// The tables of docs/keys.md, made from the rules in core that the code follows.
import {
  type CooldownLadder,
  cooldownLadders,
  credentialOrder,
  FAILURES_FORGOTTEN_AFTER,
  type FailureKind,
  failureRules,
  ladderStep,
  profileOrder,
  type VariablePlace,
} from "@mayros/core";

export type Row = readonly string[];

const HOUR = 3_600_000;
const kinds = { oauth: "OAuth logins", token: "tokens", "api-key": "API keys" };
const names = { ladder: "rate limit", "billing-ladder": "no credit" };

export function orderRows(): Row[] {
  const rows = credentialOrder.map((place): Row => {
    if ("variable" in place) return [variableName(place.variable), variableNote(place)];
    if (place.kind === "config")
      return ["`apiKey` of the provider in the config", "[one key](#apikey-in-the-config)"];
    if (place.kind === "ambient")
      return [
        "what the machine has, where the plugin can use it",
        "credentials of a cloud and the like",
      ];
    const order = profileOrder.map((type) => kinds[type]).join(", then ");
    return ["stored profiles", `in the order of \`auth.order\`, else ${order}`];
  });
  return [["", "where", "what"], ...rows.map((row, index) => [String(index + 1), ...row])];
}

function variableName(variable: string): string {
  if (variable === "extraKeys") return "further variables that the plugin names";
  return `\`${variable.replace("*", "<n>")}\``;
}

function variableNote({ kind, variable, list }: VariablePlace): string {
  if (list) return "several keys, with commas, semicolons or blanks between them";
  if (variable.endsWith("*")) return "one key each: by number, then the others by name";
  return kind === "live" ? "one key, for this run" : "one key";
}

export function failureRows(): Row[] {
  const rows = Object.entries(failureRules).map(
    ([kind, { rotate, failover, cooldown }]): Row => [
      `\`${kind}\``,
      meanings[kind as FailureKind],
      rotate === "as-429" ? "only if it came as 429" : yesOrNo(rotate),
      yesOrNo(failover),
      cooldown === "none" ? "none" : names[cooldown],
    ],
  );
  return [
    ["kind", "the vendor", "next credential", "next model of the chain", "cooldown"],
    ...rows,
  ];
}

const meanings: Readonly<Record<FailureKind, string>> = {
  rate_limit: "says 429, or names a rate limit or quota",
  billing: "says 402, or that there is no credit",
  auth: "refuses the key: 401, 403",
  overloaded: "is too busy: 503, 529",
  timeout: "is too slow",
  network: "can't be reached, or broke off",
  server: "is at fault: 500 and the like",
  not_found: "does not know the model: 404",
  context_overflow: "finds the prompt too long",
  format: "finds the request wrong: 400, 422",
  aborted: "was not waited for",
};

const yesOrNo = (does: boolean): string => (does ? "yes" : "no");

export function ladderRows(): Row[] {
  const ladders = Object.entries(cooldownLadders);
  const steps = Math.max(...ladders.map(([, ladder]) => stepsOf(ladder)));
  const row = (title: string, cell: (ladder: CooldownLadder) => string): Row => [
    title,
    ...ladders.map(([, ladder]) => cell(ladder)),
  ];
  return [
    ["failures in a row", ...ladders.map(([name]) => names[name as keyof typeof names])],
    ...Array.from({ length: steps }, (_, index) =>
      row(`${index + 1}${index + 1 === steps ? " and more" : ""}`, (ladder) =>
        duration(ladderStep(ladder, index + 1)),
      ),
    ),
    row("the vendor says when", ({ shortestReset, longestReset }) =>
      within(shortestReset, longestReset),
    ),
    row("it names a quota of the day", ({ shortestReset, longestDailyReset }) =>
      within(shortestReset, longestDailyReset),
    ),
    row("counted anew after", () => duration(FAILURES_FORGOTTEN_AFTER)),
  ];
}

/** Until nothing grows any more. */
function stepsOf(ladder: CooldownLadder): number {
  let count = 1;
  while (ladderStep(ladder, count) < ladder.longest) count += 1;
  return count;
}

const within = (shortest: number, longest: number): string =>
  `then, at least ${duration(shortest)}, at most ${duration(longest)}`;

function duration(ms: number): string {
  if (ms >= HOUR) return `${ms / HOUR} h`;
  return ms >= 60_000 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}
