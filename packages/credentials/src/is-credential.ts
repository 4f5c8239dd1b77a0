// Whether what the code of a plugin hands over can be stored: it may be JavaScript that nobody's compiler looked at. Pure.
import { isRecord } from "@mayros/config";
import type { Credential } from "@mayros/core";

const secrets: Readonly<Record<Credential["type"], string>> = {
  "api-key": "key",
  token: "token",
  oauth: "access",
};
const texts = ["refresh", "accountId", "email", "baseUrl"];

export function isCredential(value: unknown): value is Credential {
  if (!isRecord(value) || typeof value.type !== "string") return false;
  if (!Object.hasOwn(secrets, value.type)) return false;
  const { expiresAt, extras, fields } = value;
  return (
    typeof value[secrets[value.type as Credential["type"]]] === "string" &&
    texts.every((name) => isTextOrNothing(value[name])) &&
    (expiresAt === undefined || typeof expiresAt === "number") &&
    [extras, fields].every((more) => more === undefined || isRecordOfTexts(more))
  );
}

const isRecordOfTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every(isTextOrNothing);

const isTextOrNothing = (value: unknown): boolean =>
  value === undefined || typeof value === "string";
