import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";

// A Model Garden deployment is not looked at: its endpoint takes no key.
export const vertexCmek = rule({
  name: "gcp-vertex-cmek",
  description: "In prod what Vertex AI keeps is encrypted with a key of the team's own in Cloud KMS.",
  cloud: "gcp",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [orgPolicy("gcp.restrictNonCmekServices"), nistAiRmf("MEASURE 2.10")],
  remediation: "Set encryptionSpec to a key of the same region, and let Vertex AI's service agent use it.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/general/cmek",
  scope: "resource",
  checks: {
    ...alike(
      [
        "gcp:vertex/aiDataset:AiDataset",
        "gcp:vertex/aiEndpoint:AiEndpoint",
        "gcp:vertex/aiFeatureOnlineStore:AiFeatureOnlineStore",
        "gcp:vertex/aiFeatureStore:AiFeatureStore",
        "gcp:vertex/aiIndex:AiIndex",
        "gcp:vertex/aiIndexEndpoint:AiIndexEndpoint",
        "gcp:vertex/aiMetadataStore:AiMetadataStore",
        "gcp:vertex/aiPersistentResource:AiPersistentResource",
        "gcp:vertex/aiReasoningEngine:AiReasoningEngine",
        "gcp:vertex/aiTensorboard:AiTensorboard",
      ],
      ({ inputs }: Resource) => ("kmsKeyName" in objectOf(inputs.encryptionSpec) ? [] : [GOOGLES]),
    ),
    "gcp:vectorsearch/collection:Collection": ({ inputs }) =>
      "cryptoKeyName" in objectOf(inputs.encryptionSpec) ? [] : [GOOGLES],
  },
});

const GOOGLES = "encryptionSpec is not set, and a key of Google's is the default";
