import { type Inputs, textOf } from "../../plan/inputs.js";

export const SUBNET = "gcp:compute/subnetwork:Subnetwork";

/** Whether a subnet has machines of the team's; others are for proxies, NAT or Private Service Connect of Google's. */
export function hasMachines({ purpose }: Inputs): boolean {
  return ["PRIVATE", "PRIVATE_RFC_1918"].includes(textOf(purpose) ?? "PRIVATE");
}
