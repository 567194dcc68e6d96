import { counted, type Descriptions, hours, type Inputs, isFull, range, words } from "./words.js";

/** How machines are had, in words, by provisioning model. */
const CAPACITY: Readonly<Record<string, string>> = {
  STANDARD: "on-demand",
  SPOT: "spot",
  FLEX_START: "flex-start",
  RESERVATION_BOUND: "reservation-bound",
};

/** Words for the components of `components/gcp`, by type token. */
export const GCP: Descriptions = {
  "ai-stack:gcp:PrivateNetwork": ({ existing, cidr, region, nat, mtu }) => {
    if (existing !== undefined) return `the existing ${words((existing as Inputs).networkId)}`;
    return [
      words(cidr),
      words(region),
      `${nat === true ? 1 : "no"} NAT`,
      ...(mtu === 1460 ? [] : [`packets of ${words(mtu)} bytes`]),
    ].join(", ");
  },
  "ai-stack:gcp:GpuManagedInstanceGroup": (inputs) => {
    const { targetSize, maxReplicas, provisioningModel, reservationName, additionalSubnetIds, schedule } = inputs;
    return [
      `${range(targetSize, maxReplicas)} × ${machine(inputs)}`,
      CAPACITY[String(provisioningModel)] ?? words(provisioningModel),
      ...(reservationName === undefined ? [] : [`in the reservation ${words(reservationName)}`]),
      ...(isFull(additionalSubnetIds) ? [counted(additionalSubnetIds.length, "further network card")] : []),
      ...(schedule === undefined ? [] : [hours(schedule)]),
    ].join(", ");
  },
  "ai-stack:gcp:TpuSlice": ({ acceleratorType, queued, spot, reserved }) => {
    const capacity = queued === true ? "queued" : spot === true ? "spot" : reserved === true ? "reserved" : "on-demand";
    return `${words(acceleratorType)}, ${capacity}`;
  },
  "ai-stack:gcp:VertexWorkbench": ({ users, machineType, idleTimeoutMinutes }) =>
    [
      isFull(users) ? counted(users.length, "user") : "no user",
      words(machineType),
      `idle shutdown after ${words(idleTimeoutMinutes)} min`,
    ].join(", "),
  "ai-stack:gcp:CloudRunEndpoint": ({ model, instances, gpu, weights, ingress }) => {
    const { min, max } = (instances ?? {}) as Inputs;
    return [
      words(model),
      `${range(min, max)} × ${words(gpu)}`,
      ...(min === 0 ? ["scales to zero"] : []),
      weights === undefined ? "weights from Hugging Face" : "weights from Cloud Storage",
      ...(ingress === "INGRESS_TRAFFIC_ALL" ? ["reached from the internet"] : []),
    ].join(", ");
  },
  "ai-stack:gcp:VertexModelGardenEndpoint": (inputs) => {
    const { model, replicas, container } = inputs;
    const { min, max } = (replicas ?? {}) as Inputs;
    return [
      words(model),
      `${range(min, max)} × ${machine(inputs)}`,
      container === undefined ? "container of Model Garden" : "own container",
    ].join(", ");
  },
  "ai-stack:gcp:PrivateBucket": ({ location, keep }) =>
    `${words(location)}, ${keep === false ? "deleted with its objects" : "kept while it holds objects"}`,
  "ai-stack:gcp:CryptoKey": ({ rotationDays, destroyScheduledDays }) =>
    [
      "customer-managed key",
      `rotated every ${words(rotationDays)} days`,
      `${words(destroyScheduledDays)} days to restore a version`,
    ].join(", "),
  "ai-stack:gcp:AlertChannel": ({ email }) => `mails ${words(email)}`,
  "ai-stack:gcp:BillingBudget": ({ amountUsd, email }) =>
    `$${Number(amountUsd).toLocaleString("en-US")} a month, mails ${words(email)}`,
  "ai-stack:gcp:ProjectServices": ({ services }) => (isFull(services) ? counted(services.length, "API") : "no API"),
};

/** `g2-standard-8 with 1 × nvidia-l4`. */
function machine({ machineType, acceleratorType, acceleratorCount }: Inputs): string {
  return `${words(machineType)} with ${words(acceleratorCount)} × ${words(acceleratorType)}`;
}
