import { counted, type Descriptions, hours, type Inputs, isFull, range, words } from "./words.js";

/** Words for the components of `components/azure`, by type token. */
export const AZURE: Descriptions = {
  "ai-stack:azure:ResourceGroup": ({ location }) => words(location),
  "ai-stack:azure:PrivateNetwork": ({ existing, cidr, nat }) => {
    if (existing !== undefined) return `the existing ${lastPart((existing as Inputs).networkId)}`;
    return `${words(cidr)}, ${nat === true ? 1 : "no"} NAT`;
  },
  "ai-stack:azure:GpuScaleSet": (inputs) => {
    const { capacity, maxCapacity, vmSize, priority, capacityReservationGroupId, infiniBand, schedule } = inputs;
    return [
      `${range(capacity, maxCapacity)} × ${words(vmSize)}`,
      priority === "Spot" ? "spot" : "on-demand",
      ...(capacityReservationGroupId === undefined ? [] : [`in ${lastPart(capacityReservationGroupId)}`]),
      ...(infiniBand === true ? ["InfiniBand"] : []),
      ...(schedule === undefined ? [] : [hours(schedule)]),
    ].join(", ");
  },
  "ai-stack:azure:MachineLearningWorkspace": ({ users, vmSize, idleTimeoutMinutes, outbound, approvedHosts }) =>
    [
      ...(isFull(users)
        ? [counted(users.length, "user"), words(vmSize), `idle shutdown after ${words(idleTimeoutMinutes)} min`]
        : ["no user"]),
      ...(outbound === "approved"
        ? [isFull(approvedHosts) ? `reaches ${counted(approvedHosts.length, "host")} by a firewall` : "reaches no host"]
        : []),
    ].join(", "),
  "ai-stack:azure:OnlineEndpoint": ({ model, deployments, publicNetworkAccess }) => {
    const named = Object.entries((deployments ?? {}) as Record<string, Inputs>);
    return [
      words(model),
      ...named.map(([name, deployment]) => {
        const { min, max } = (deployment.instances ?? {}) as Inputs;
        const other = deployment.model === undefined ? "" : ` with ${words(deployment.model)}`;
        const share = named.length > 1 ? ` ${words(deployment.share)} %` : "";
        const which = share === "" && other === "" ? "" : `${name}${share}${other}: `;
        return `${which}${range(min, max)} × ${words(deployment.vmSize)}`;
      }),
      ...(publicNetworkAccess === "Enabled" ? ["reached from the internet"] : []),
    ].join(", ");
  },
  "ai-stack:azure:ContainerAppsEnvironment": ({ gpuProfiles, modelCache }) => {
    const { sizeGiB } = (modelCache ?? {}) as Inputs;
    return [
      isFull(gpuProfiles)
        ? gpuProfiles.map((profile) => words(profile).replace("Consumption-GPU-", "")).join(", ")
        : "no GPU",
      ...(modelCache === undefined ? [] : [`${words(sizeGiB)} GiB for weights`]),
    ].join(", ");
  },
  "ai-stack:azure:ContainerAppsEndpoint": ({ model, replicas, gpuProfile, weights }) => {
    const { min, max } = (replicas ?? {}) as Inputs;
    return [
      words(model),
      `${range(min, max)} × ${words(gpuProfile).replace("Consumption-GPU-", "")}`,
      ...(min === 0 ? ["scales to zero"] : []),
      weights === undefined ? "weights from Hugging Face" : "weights from Blob Storage",
    ].join(", ");
  },
  "ai-stack:azure:PrivateStorageAccount": ({ location, deletionLock }) =>
    `${words(location)}, ${deletionLock === "on" ? "locked against deletion" : "deleted with what it holds"}`,
  "ai-stack:azure:KeyVaultKey": ({ rotationDays, softDeleteDays }) =>
    [
      "customer-managed key",
      `rotated every ${words(rotationDays)} days`,
      `${words(softDeleteDays)} days to restore it once deleted`,
    ].join(", "),
  "ai-stack:azure:ActionGroup": ({ email }) => `mails ${words(email)}`,
  // In the currency of the bill, which a plan does not know.
  "ai-stack:azure:ConsumptionBudget": ({ amount, email }) =>
    `${Number(amount).toLocaleString("en-US")} a month, mails ${words(email)}`,
};

/** The name in an ARM id. */
function lastPart(id: unknown): string {
  return words(id).split("/").at(-1) ?? "";
}
