// A login in a process of its own, for machines without IPv6 and ports that the system keeps. The person pastes what
// the login page redirects to, where they are asked to. argv: the redirect URI. Prints what happened as JSON.
import { MayrosError } from "@mayros/core";
import { loginStage, startAuthorizationServer, visit } from "@mayros/plugin-testkit";
import { browserLogin } from "../src/index.ts";

const [redirectUri = "", way = "paste"] = process.argv.slice(2);
const server = await startAuthorizationServer();
const stage = loginStage({
  oauth: { ...server.oauth, redirectUri },
  onPrompt: ({ url }) => {
    if (way === "browser") void visit(url);
  },
  answer: async () => {
    if (way === "browser") return new Promise(() => {});
    const page = await fetch(stage.prompts[0]?.url ?? "", { redirect: "manual" });
    return page.headers.get("location") ?? "";
  },
});
const ended = await browserLogin(stage.context).then(
  ({ accessToken }) => (server.knows(accessToken) ? "logged in" : "another token"),
  (error: unknown) => (MayrosError.isInstance(error) ? error.code : String(error)),
);
await server.stop();
process.stdout.write(JSON.stringify({ ended, notes: stage.notes, prompts: stage.prompts }));
