// `--provider` of the commands that are about one provider, which is not theirs to choose.
import { MayrosError } from "@mayros/core";

/** `command`: the words after `mayros models auth`. `instead`: what else can be done. Throws MAYROS_USAGE. */
export function requireProvider(
  provider: string | undefined,
  command: string,
  instead = "",
): string {
  if (provider) return provider;
  throw new MayrosError("MAYROS_USAGE", "--provider is missing", {
    hint: `mayros models auth ${command} --provider <id>${instead}`,
  });
}
