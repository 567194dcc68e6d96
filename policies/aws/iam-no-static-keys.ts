import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const iamNoStaticKeys = rule({
  name: "aws-iam-no-static-keys",
  description: "Nothing calls AWS, or a model on Bedrock, with a key that does not expire by itself within hours.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("IAM.3"), owaspLlm(2), owaspLlm(10)],
  remediation:
    "Give what calls a role: of its machine, of its function, or for an identity provider such as that of CI.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  scope: "resource",
  checks: {
    "aws:iam/accessKey:AccessKey": ({ inputs }) =>
      inputs.status === "Inactive" ? [] : ["it is an access key of a user, active until somebody revokes it"],
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": ({ inputs }) =>
      inputs.serviceName === "bedrock.amazonaws.com" && inputs.status !== "Inactive"
        ? ["it is a long-term API key for Bedrock"]
        : [],
  },
});
