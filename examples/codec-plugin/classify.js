// What Lantern's errors mean: rotation, fallbacks and cooldowns follow from the kind alone.
import { failureOf } from "@mayros/core";

const kinds = {
  busy: "overloaded",
  out_of_oil: "billing",
  stranger: "auth",
  too_long: "context_overflow",
  too_often: "rate_limit",
  unknown_model: "not_found",
};

/** @type {import("@mayros/core").Codec["classifyError"]} */
export function classify({ status, body, receivedAt }) {
  const { wrong, why, again_in: seconds } = parse(body);
  const kind = kinds[wrong] ?? (status === undefined || status >= 500 ? "server" : "format");
  const resetAt = typeof seconds === "number" ? receivedAt + seconds * 1000 : undefined;
  return { ...failureOf(kind, status, resetAt), message: why ?? wrong ?? "it did not say why" };
}

function parse(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}
