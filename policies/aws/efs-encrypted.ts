import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const efsEncrypted = rule({
  name: "aws-efs-encrypted",
  description: "An EFS file system is encrypted.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("EFS.8"), fsbp("EFS.1"), owaspLlm(2)],
  remediation: "Set encrypted to true; that makes another file system, so copy the data first.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
  scope: "resource",
  checks: {
    // A key alone is refused: encrypted has to be true with it.
    "aws:efs/fileSystem:FileSystem": ({ inputs }) =>
      inputs.encrypted === true || inputs.encrypted === "true"
        ? []
        : ["encrypted is not true, and what is made through the API is not by default"],
  },
});
