// The name of a profile: `provider:default`, `provider:<email>`, `provider:manual`, or one that the
// user gives. It stands in command lines and in messages, so it has no spaces or control characters.
import { MayrosError } from "@mayros/core";

// \p{C}: control, format (invisible, direction-changing) and unassigned characters; \s: white space.
const FORBIDDEN = /[\p{C}\s]/u;

export function isProfileId(text: string): boolean {
  return text.length >= 1 && text.length <= 128 && !FORBIDDEN.test(text);
}

export function checkProfileId(text: string): void {
  if (isProfileId(text)) return;
  throw new MayrosError(
    "MAYROS_CREDENTIAL_INVALID",
    `${JSON.stringify(text)} is not a profile id`,
    {
      hint: "use 1 to 128 characters without spaces, such as work or acme:default",
    },
  );
}
