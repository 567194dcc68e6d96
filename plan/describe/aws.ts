import { counted, type Descriptions, hours, type Inputs, isFull, range, words } from "./words.js";

/** Words for the components of `components/aws`, by type token. */
export const AWS: Descriptions = {
  "ai-stack:aws:PrivateNetwork": ({ existing, cidr, zones, nat, interfaceEndpoints }) => {
    if (existing !== undefined) return `the existing ${words((existing as Inputs).vpcId)}`;
    const count = Array.isArray(zones) ? zones.length : Number(zones);
    const gateways = { none: 0, single: 1, "per-zone": count }[String(nat)] ?? 0;
    return [
      words(cidr),
      counted(count, "zone"),
      `${gateways || "no"} NAT`,
      ...(isFull(interfaceEndpoints) ? [counted(interfaceEndpoints.length, "interface endpoint")] : []),
    ].join(", ");
  },
  "ai-stack:aws:GpuAutoScalingGroup": ({ minSize, maxSize, instanceTypes, capacity, efa, schedule }) =>
    [
      `${range(minSize, maxSize)} × ${isFull(instanceTypes) ? words(instanceTypes[0]) : "?"}`,
      words(capacity),
      ...(isFull(instanceTypes) && instanceTypes.length > 1
        ? [counted(instanceTypes.length - 1, "fallback type")]
        : []),
      ...(efa === true ? ["EFA"] : []),
      ...(schedule === undefined ? [] : [hours(schedule)]),
    ].join(", "),
  "ai-stack:aws:SageMakerDomain": ({ users, idleTimeoutMinutes }) =>
    `${isFull(users) ? counted(users.length, "user") : "no user"}, idle shutdown after ${words(idleTimeoutMinutes)} min`,
  "ai-stack:aws:SageMakerEndpoint": ({ model, replicas, instanceType, weights }) => {
    const { min, max } = (replicas ?? {}) as Inputs;
    return [
      words(model),
      `${range(min, max)} × ${words(instanceType)}`,
      ...(min === 0 ? ["scales to zero"] : []),
      weights === undefined ? "weights from Hugging Face" : "weights from S3",
    ].join(", ");
  },
  "ai-stack:aws:KmsKey": ({ deletionWindowDays }) =>
    `customer-managed key, ${words(deletionWindowDays)} days to restore it once deleted`,
  "ai-stack:aws:AlarmTopic": ({ email }) => (email === undefined ? "no subscriber" : `mails ${words(email)}`),
  "ai-stack:aws:MonthlyBudget": ({ limitUsd, email }) =>
    `$${Number(limitUsd).toLocaleString("en-US")} a month, mails ${words(email)}`,
};
