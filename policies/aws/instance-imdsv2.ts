import { numberOf, objectOf, scalarOf } from "../../plan/inputs.js";
import { fsbp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";

/** Hops that a container on the machine needs. */
const MOST_HOPS = 2;

export const instanceImdsv2 = rule({
  name: "aws-instance-imdsv2",
  description: "A machine gives its credentials only to sessions of IMDSv2 on itself and in its containers.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("EC2.8"), fsbp("EC2.170"), fsbp("AutoScaling.3"), owaspLlm(2)],
  remediation:
    "Set metadataOptions to httpTokens required and an httpPutResponseHopLimit of 1 or 2; on a notebook instance " +
    "minimumInstanceMetadataServiceVersion 2.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
  scope: "resource",
  checks: {
    "aws:ec2/launchTemplate:LaunchTemplate": check,
    "aws:ec2/launchConfiguration:LaunchConfiguration": check,
    "aws:ec2/instance:Instance": check,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": check,
    "aws:sagemaker/notebookInstance:NotebookInstance": ({ inputs }) => {
      const { minimumInstanceMetadataServiceVersion: version } = objectOf(inputs.instanceMetadataServiceConfiguration);
      return scalarOf(version) === "2"
        ? []
        : ["minimumInstanceMetadataServiceVersion is not 2, and 1 is SageMaker's default"];
    },
  },
});

function* check({ inputs }: Resource): Generator<string> {
  // Its template says, and is looked at itself.
  if ("launchTemplate" in inputs && !("metadataOptions" in inputs)) return;
  const options = objectOf(inputs.metadataOptions);
  if (options.httpEndpoint === "disabled") return;
  if (options.httpTokens !== "required")
    yield "metadataOptions.httpTokens is not required, and what holds then is up to the image and the account";
  const hops = numberOf(options.httpPutResponseHopLimit) ?? 1;
  if (hops > MOST_HOPS) yield `metadataOptions.httpPutResponseHopLimit is ${hops}, and containers need ${MOST_HOPS}`;
}
