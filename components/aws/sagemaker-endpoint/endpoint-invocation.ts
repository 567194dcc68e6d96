import * as pulumi from "@pulumi/pulumi";

interface Invocation {
  readonly region: pulumi.Output<string>;
  readonly endpointName: pulumi.Output<string>;
  /** Inference component that answers, where a request must name one. */
  readonly componentName: string | undefined;
  readonly model: string;
}

/**
 * Where requests go, signed as AWS asks for.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
export function invocationUrl({ region, endpointName }: Invocation): pulumi.Output<string> {
  return pulumi.interpolate`https://runtime.sagemaker.${region}.amazonaws.com/endpoints/${endpointName}/invocations`;
}

/** The AWS CLI's line for a chat request; it prints the answer. */
export function requestCommand({ region, endpointName, componentName, model }: Invocation): pulumi.Output<string> {
  const body = JSON.stringify({ model, messages: [{ role: "user", content: "Who are you?" }], max_tokens: 100 });
  return pulumi
    .all([region, endpointName])
    .apply(([regionName, endpoint]) =>
      [
        "aws sagemaker-runtime invoke-endpoint",
        `--region ${regionName}`,
        `--endpoint-name ${endpoint}`,
        ...(componentName === undefined ? [] : [`--inference-component-name ${componentName}`]),
        "--content-type application/json",
        "--cli-binary-format raw-in-base64-out",
        `--body '${body}'`,
        "/dev/stdout",
      ].join(" "),
    );
}
