// What people paste when they are asked for a setup-token. Pure.

const PREFIX = "sk-ant-oat01-";
const SHORTEST = 80;

/** The token in what was pasted: terminals break long lines, and people take what stands around with it. */
export function readSetupToken(pasted: string): { token: string } | { problem: string } {
  const text = pasted.replace(/\s+/g, "").replace(/^["'`]|["'`]$/g, "");
  const token = text.replace(/^(?:export)?(?:CLAUDE_CODE|ANTHROPIC)_OAUTH_TOKEN=["']?/, "");
  if (token === "") return { problem: "nothing was pasted" };
  if (!token.startsWith(PREFIX)) {
    return {
      problem: token.startsWith("sk-ant-")
        ? "this is an API key of Anthropic and no setup-token"
        : `this is no setup-token: those begin with ${PREFIX}`,
    };
  }
  if (token.length < SHORTEST || !/^[\w-]+$/.test(token)) {
    return {
      problem: "this is a part of a setup-token, or has something in it that is none of it",
    };
  }
  return { token };
}
