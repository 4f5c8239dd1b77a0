// What this machine has to say of a request that it sends all the same: among the warnings of the answer,
// where programs and `--json` look for them.
import type { PartSink, Warning } from "@mayros/core";

/** Takes the remarks that are there when the answer begins off the list, and puts them before its own. */
export function remarkOnAnswer(sink: PartSink, remarks: string[]): PartSink {
  return (part) => {
    if (part.type !== "stream-start") return sink(part);
    const own = remarks.splice(0).map((message): Warning => ({ type: "other", message }));
    return sink({ ...part, warnings: [...own, ...part.warnings] });
  };
}
