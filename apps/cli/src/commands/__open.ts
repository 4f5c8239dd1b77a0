// `mayros __open`: opens the page whose address comes on stdin. For logins, which start it with a small environment
// (login/start-browser.ts).
import { text } from "node:stream/consumers";
import { exitCodes } from "@mayros/core";
import { defineCommand } from "../command.ts";

export const command = defineCommand({
  options: {},
  details: "For logins: opens the page whose address comes on stdin.",
  examples: ["echo https://acme.example | mayros __open"],
  async run() {
    const { openBrowser } = await import("../login/open-browser.ts");
    return (await openBrowser((await text(process.stdin)).trim()))
      ? exitCodes.ok
      : exitCodes.failed;
  },
});
