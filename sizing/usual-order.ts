import type { KnownLoad, WayOfServing, WayRequest } from "./ways.js";

/**
 * Machines by what they have, the cheapest first: the order in which they are tried for a model whose settings name no
 * accelerator. It was written down by the prices of us-east-1, us-central1 and westus3, of 2026-06 to 2026-08, and is
 * fixed: new prices do not change it, and to change it is a breaking change.
 */
export const usualMachines: Readonly<Record<WayOfServing["cloud"], readonly string[]>> = {
  aws: [
    "1 × T4",
    "1 × L4",
    "1 × A10G",
    "1 × L40S",
    "1 × RTX-PRO-6000",
    "4 × T4",
    "4 × L4",
    "4 × A10G",
    "1 × H100",
    "2 × RTX-PRO-6000",
    "4 × L40S",
    "8 × L4",
    "8 × A10G",
    "4 × RTX-PRO-6000",
    "8 × A100-40GB",
    "8 × A100-80GB",
    "8 × L40S",
    "8 × RTX-PRO-6000",
    "8 × H100",
    "8 × H200",
    "8 × B200",
  ],
  gcp: [
    "1 × T4",
    "1 × L4",
    "2 × T4",
    "2 × L4",
    "4 × T4",
    "1 × A100-40GB",
    "4 × L4",
    "1 × RTX-PRO-6000",
    "1 × A100-80GB",
    "2 × A100-40GB",
    "8 × L4",
    "2 × RTX-PRO-6000",
    "2 × A100-80GB",
    "4 × A100-40GB",
    "4 × RTX-PRO-6000",
    "4 × A100-80GB",
    "8 × A100-40GB",
    "8 × RTX-PRO-6000",
    "8 × A100-80GB",
    "16 × A100-40GB",
    "8 × H100",
  ],
  azure: [
    "1 × T4",
    "1 × A10",
    "1 × A100-80GB",
    "4 × T4",
    "2 × A10",
    "1 × H100-NVL",
    "2 × A100-80GB",
    "2 × H100-NVL",
    "4 × A100-80GB",
    "8 × A100-40GB",
    "8 × A100-80GB",
    "8 × H100",
  ],
};

/**
 * The accelerators of a cloud for a model whose settings name none, to be tried in this order: first the one with the
 * first of {@link usualMachines} that the model fits. Those that it does not fit come last.
 */
export function usualAccelerators(
  way: WayOfServing,
  request: Omit<WayRequest, "accelerators">,
  load: KnownLoad,
): string[] {
  const machines = usualMachines[way.cloud];
  const names = [...new Set(machines.map((machine) => machine.replace(/^\d+ × /, "")))];
  const placeOf = (name: string) => {
    const offer = way.choose({ ...request, accelerators: [name] }, load);
    return "machine" in offer ? machines.indexOf(`${offer.placement.type.count} × ${name}`) : machines.length;
  };
  const places = new Map(names.map((name) => [name, placeOf(name)]));
  return names.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}
