// The code part of the plugin: what Vertex AI is sent in the place of a credential, and where. All of it is behind
// `import`: a run that has a session in memory, or another provider, loads none of it.
import { definePlugin, type PluginCode } from "@mayros/core";

const plugin: PluginCode = definePlugin({
  providers: {
    "google-vertex": {
      async openSession(credential, context) {
        const { openSession } = await import("./open-session.ts");
        return openSession(credential, context);
      },
    },
  },
});
export default plugin;
