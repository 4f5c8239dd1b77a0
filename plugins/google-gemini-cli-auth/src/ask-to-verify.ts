// Sends a person to the page on which Google wants the account verified, and asks when it is done.
import type { LoginContext } from "@mayros/core";
import { showText } from "@mayros/oauth";

export async function askToVerify(
  { ui, openUrl, remote }: LoginContext,
  page: string,
  reason: string | undefined,
): Promise<boolean> {
  const why = reason === undefined ? "" : ` ${showText(reason)}`;
  ui.note(`Google wants this account to be verified first.${why}\n${page}`);
  if (!remote) await openUrl(page);
  return ui.confirm({ message: "Is the account verified now?" });
}
