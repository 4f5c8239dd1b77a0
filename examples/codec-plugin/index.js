// A plugin with a wire format of its own: the manifest names it in `apis`, and it is loaded when a model needs it.
import { definePlugin } from "@mayros/core";

export default definePlugin({
  codecs: { "lantern-talk": () => import("./codec.js") },
});
