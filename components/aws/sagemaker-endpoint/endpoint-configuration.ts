import * as cloudcontrol from "@pulumi/aws/cloudcontrol/index.js";
import * as sagemaker from "@pulumi/aws/sagemaker/index.js";
import * as pulumi from "@pulumi/pulumi";
import { hasLocalNvme } from "./local-nvme.js";
import { tagList } from "./tag-list.js";

/** The one variant of every configuration: an update keeps its fleet only under the same name. */
export const VARIANT_NAME = "AllTraffic";

const ROUTING_STRATEGY = "LEAST_OUTSTANDING_REQUESTS";
const JSON_CONTENT_TYPE = "application/json";

/** What a configuration says about the machines and what is captured, with a model or without. */
interface EndpointMachines {
  readonly instanceType: string;
  readonly inferenceAmiVersion: string;
  readonly replicas: { readonly min: number; readonly max: number };
  readonly kmsKeyArn: pulumi.Input<string> | undefined;
  readonly capture: { readonly percent: number; readonly bucketUrl: pulumi.Input<string> } | undefined;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

interface ModelConfigurationArgs extends EndpointMachines {
  readonly modelName: pulumi.Input<string>;
  readonly startupTimeoutSec: number;
  readonly downloadTimeoutSec: number;
  readonly transform: Partial<sagemaker.EndpointConfigurationArgs> | undefined;
}

/** A configuration whose machines all run one model. It cannot be changed: the engine names it, and each change anew. */
export function createModelConfiguration(
  name: string,
  args: ModelConfigurationArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { instanceType, inferenceAmiVersion, replicas, kmsKeyArn, capture, tags, transform } = args;
  return new sagemaker.EndpointConfiguration(
    `${name}-config`,
    {
      productionVariants: [
        {
          variantName: VARIANT_NAME,
          modelName: args.modelName,
          instanceType,
          initialInstanceCount: replicas.min,
          inferenceAmiVersion,
          containerStartupHealthCheckTimeoutInSeconds: args.startupTimeoutSec,
          modelDataDownloadTimeoutInSeconds: args.downloadTimeoutSec,
          routingConfigs: [{ routingStrategy: ROUTING_STRATEGY }],
        },
      ],
      kmsKeyArn: hasLocalNvme(instanceType) ? undefined : kmsKeyArn,
      dataCaptureConfig: capture && {
        enableCapture: true,
        initialSamplingPercentage: capture.percent,
        destinationS3Uri: pulumi.interpolate`${capture.bucketUrl}/`,
        kmsKeyId: kmsKeyArn,
        captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
        captureContentTypeHeader: { jsonContentTypes: [JSON_CONTENT_TYPE] },
      },
      tags,
      ...transform,
    },
    opts,
  ).name;
}

interface ComponentConfigurationArgs extends EndpointMachines {
  readonly roleArn: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly networkIsolation: boolean;
  readonly transform: Partial<cloudcontrol.ResourceArgs> | undefined;
}

/**
 * A configuration without a model, whose machines come and go with the inference components on them. Network and
 * isolation of those are the configuration's, which `sagemaker.EndpointConfiguration` cannot say: hence Cloud Control.
 * Each property is create-only, and Cloud Control names it: each change makes a new one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-endpointconfig.html
 */
export function createComponentConfiguration(
  name: string,
  args: ComponentConfigurationArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { instanceType, inferenceAmiVersion, replicas, kmsKeyArn, capture, tags, transform } = args;
  const configuration = new cloudcontrol.Resource(
    `${name}-config`,
    {
      typeName: "AWS::SageMaker::EndpointConfig",
      desiredState: pulumi.jsonStringify({
        ExecutionRoleArn: args.roleArn,
        VpcConfig: { Subnets: args.subnetIds, SecurityGroupIds: [args.securityGroupId] },
        EnableNetworkIsolation: args.networkIsolation,
        ProductionVariants: [
          {
            VariantName: VARIANT_NAME,
            InstanceType: instanceType,
            InitialInstanceCount: 1,
            InferenceAmiVersion: inferenceAmiVersion,
            // An update of a component starts the new copies before it stops the old ones: room for both.
            ManagedInstanceScaling: { Status: "ENABLED", MinInstanceCount: 0, MaxInstanceCount: 2 * replicas.max },
            RoutingConfig: { RoutingStrategy: ROUTING_STRATEGY },
          },
        ],
        KmsKeyId: hasLocalNvme(instanceType) ? undefined : kmsKeyArn,
        DataCaptureConfig: capture && {
          EnableCapture: true,
          InitialSamplingPercentage: capture.percent,
          DestinationS3Uri: pulumi.interpolate`${capture.bucketUrl}/`,
          KmsKeyId: kmsKeyArn,
          CaptureOptions: [{ CaptureMode: "Input" }, { CaptureMode: "Output" }],
          CaptureContentTypeHeader: { JsonContentTypes: [JSON_CONTENT_TYPE] },
        },
        Tags: tagList(tags),
      }),
      ...transform,
    },
    opts,
  );
  // Where nothing is deployed, the properties are a placeholder without a name.
  return configuration.properties.apply(
    (properties) => /"EndpointConfigName"\s*:\s*"([^"]+)"/.exec(properties)?.[1] ?? properties,
  );
}
