import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { vertexCmek } from "../../../policies/gcp/vertex-cmek.js";
import { describeRule, expectVerdict } from "../support.js";

const environment = "prod";
const googles = "encryptionSpec is not set, and a key of Google's is the default";

describe.each([
  ["gcp:vertex/aiDataset:AiDataset", "kmsKeyName"],
  ["gcp:vertex/aiEndpoint:AiEndpoint", "kmsKeyName"],
  ["gcp:vertex/aiFeatureOnlineStore:AiFeatureOnlineStore", "kmsKeyName"],
  ["gcp:vertex/aiFeatureStore:AiFeatureStore", "kmsKeyName"],
  ["gcp:vertex/aiIndex:AiIndex", "kmsKeyName"],
  ["gcp:vertex/aiIndexEndpoint:AiIndexEndpoint", "kmsKeyName"],
  ["gcp:vertex/aiMetadataStore:AiMetadataStore", "kmsKeyName"],
  ["gcp:vertex/aiPersistentResource:AiPersistentResource", "kmsKeyName"],
  ["gcp:vertex/aiReasoningEngine:AiReasoningEngine", "kmsKeyName"],
  ["gcp:vertex/aiTensorboard:AiTensorboard", "kmsKeyName"],
  ["gcp:vectorsearch/collection:Collection", "cryptoKeyName"],
])("%s", (type, key) => {
  describeRule(vertexCmek, type, {
    compliant: { environment, inputs: { encryptionSpec: { [key]: UNKNOWN } } },
    broken: { environment, inputs: { encryptionSpec: {} }, breaks: googles },
    absent: { environment, inputs: {}, breaks: googles },
    unknown: { environment, inputs: { encryptionSpec: UNKNOWN }, undecided: "encryptionSpec" },
  });

  test("outside prod Google's key is enough", () => expectVerdict(vertexCmek, type, { inputs: {}, silent: true }));
});
