import { awsInstanceTypes } from "../../catalog/aws/instance-types.js";
import { type AwsQuota, ec2VcpuQuota, sageMakerEndpointQuota } from "../../catalog/aws/quotas.js";
import { groupMachines } from "../cost/aws/auto-scaling-group.js";
import { endpointFleets } from "../cost/aws/sagemaker-endpoint.js";
import { numberOf, referred } from "../inputs.js";
import type { Counted, QuotaNeed, Quotas } from "./need.js";

/** What takes a quota of AWS, at full scale. */
export const AWS_QUOTAS: Quotas = {
  "aws:autoscaling/group:Group": groupNeeds,
  "aws:sagemaker/endpoint:Endpoint": endpointNeeds,
  "aws:appautoscaling/target:Target": targetNeeds,
};

/**
 * EC2 counts vCPUs, those of spot apart. A pool is counted by its first type: a fallback type may take more. Machines in
 * a reservation are not counted: it took its quota when it was made.
 */
function groupNeeds(counted: Counted): QuotaNeed[] {
  const group = groupMachines(counted);
  const type = awsInstanceTypes.find(({ name }) => name === group?.instanceType);
  if (group === undefined || group.reservation !== undefined || type === undefined) return [];
  const spot = group.spotOf(group.max);
  return (
    [
      ["on-demand", group.max - spot],
      ["spot", spot],
    ] as const
  )
    .filter(([, machines]) => machines > 0)
    .map(([capacity, machines]) => {
      const quota = ec2VcpuQuota(type.name, capacity) ?? {
        name: `${type.name} as ${capacity}, in a quota that no source names`,
      };
      return need(counted, "EC2", quota, machines * type.vCpus, "vCPUs");
    });
}

/** SageMaker counts the machines of endpoints by their type. */
function endpointNeeds(counted: Counted): QuotaNeed[] {
  return (endpointFleets(counted, []) ?? [])
    .filter(({ max }) => max > 0)
    .map(({ instanceType, max }) => need(counted, "SageMaker", sageMakerEndpointQuota(instanceType), max, "instances"));
}

/** What an autoscaler adds to an endpoint that is counted without it: to one that no component of ours makes. */
function targetNeeds(counted: Counted): QuotaNeed[] {
  const endpoint = referred(counted, "resourceId", "aws:sagemaker/endpoint:Endpoint");
  if (counted.component !== undefined || endpoint === undefined) return [];
  const resourceId = String(counted.inputs.resourceId);
  const fleets = endpointFleets({ state: endpoint, find: counted.find }, []) ?? [];
  const fleet = fleets.find(({ variant }) => fleets.length === 1 || resourceId.endsWith(`/variant/${variant}`));
  const added = (numberOf(counted.inputs.maxCapacity) ?? 0) - (fleet?.max ?? 0);
  if (fleet === undefined || added <= 0) return [];
  return [need(counted, "SageMaker", sageMakerEndpointQuota(fleet.instanceType), added, "instances")];
}

function need(
  { region }: Counted,
  service: "EC2" | "SageMaker",
  { name, code }: AwsQuota,
  needed: number,
  unit: string,
): QuotaNeed {
  const host = [...(region === "" ? [] : [region]), "console.aws.amazon.com"].join(".");
  const where = ["https:/", host, "servicequotas/home/services", service.toLowerCase(), "quotas"];
  if (code !== undefined) where.push(code);
  return { cloud: "aws", region, service, name, code, needed, unit, where: where.join("/") };
}
