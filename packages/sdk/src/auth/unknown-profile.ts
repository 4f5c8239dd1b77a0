// The error for a profile that is not stored, with the name that was probably meant. Pure.
import { didYouMean, MayrosError, nearestName, shellWord } from "@mayros/core";

/** `known`: ids of those that are there; `provider`: of it alone. */
export function unknownProfile(
  id: string,
  known: readonly string[],
  provider?: string,
): MayrosError {
  const which = provider === undefined ? "no profile" : `no profile of ${provider}`;
  const only = provider === undefined ? "" : ` --provider ${shellWord(provider)}`;
  return new MayrosError(
    "MAYROS_PROFILE_UNKNOWN",
    `${which} is called "${id}"${didYouMean(nearestName(id, known))}`,
    { hint: `mayros models auth list${only}` },
  );
}
