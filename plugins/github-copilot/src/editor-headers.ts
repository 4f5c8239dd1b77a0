// Copilot answers editors alone: these headers name one, in the exchange as in requests. The manifest has them for
// requests, where the user's config may replace them.
// COPILOT_HEADERS in packages/ai/src/auth/oauth/github-copilot.ts of https://github.com/earendil-works/pi
// (accessed 2026-11-28)
export const editorHeaders = {
  "user-agent": "GitHubCopilotChat/0.35.0",
  "editor-version": "vscode/1.107.0",
  "editor-plugin-version": "copilot-chat/0.35.0",
  "copilot-integration-id": "vscode-chat",
} as const;
