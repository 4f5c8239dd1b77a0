// What Bedrock needs besides its manifest: AWS's own library for models, since Converse is a wire format of one vendor,
// and the credentials of this machine at AWS. Everything heavy is loaded when it is called for.
import { definePlugin, type ProviderCode } from "@mayros/core";
import { classifyError } from "./classify-error.ts";

const bedrock: ProviderCode = {
  openSession: async (credential, context) =>
    (await import("./open-session.ts")).openSession(credential, context),
  createLanguageModel: async (context) => (await import("./create-model.ts")).createModel(context),
  discoverModels: async (context) => (await import("./discover-models.ts")).discoverModels(context),
  classifyError,
};

export default definePlugin({ providers: { "amazon-bedrock": bedrock } });
