import { listOf } from "../../plan/inputs.js";
import { opened } from "../../plan/property-path.js";
import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const opensearchNotPublic = rule({
  name: "aws-opensearch-not-public",
  description: "Vectors and documents in OpenSearch are not reachable from the internet.",
  cloud: "aws",
  severity: "critical",
  level: "mandatory",
  controls: [fsbp("Opensearch.2"), owaspLlm(8), owaspLlm(2)],
  remediation:
    "Set vpcOptions of a Domain; in a network policy of OpenSearch Serverless, AllowFromPublic false with SourceVPCEs or " +
    "SourceServices.",
  url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html",
  scope: "resource",
  checks: {
    "aws:opensearch/domain:Domain": ({ inputs }) =>
      "vpcOptions" in inputs ? [] : ["no vpcOptions: its endpoint is on the internet"],
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy": ({ inputs }) => {
      if (inputs.type !== "network") return [];
      return ofEach(listOf(opened(inputs.policy)), ({ AllowFromPublic }, index) =>
        AllowFromPublic === true ? [`policy allows everybody in, in its [${index}].AllowFromPublic`] : [],
      );
    },
  },
});
