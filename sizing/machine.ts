import { type AwsMachineChoice, type AwsMachineRequest, chooseAwsMachine } from "./aws-machine.js";
import { type AzureMachineChoice, type AzureMachineRequest, chooseAzureMachine } from "./azure-machine.js";
import { chooseGcpMachine, type GcpMachineChoice, type GcpMachineRequest } from "./gcp-machine.js";

/**
 * The machines for a pool: the first accelerator of the list that the region offers with that many a machine, on the
 * first type of the cloud's table that has exactly so many of it. The order never depends on a price.
 *
 * @throws SizingError when the region or a name is unknown, or nothing on the list is offered.
 */
export function chooseMachine(request: AwsMachineRequest): AwsMachineChoice;
export function chooseMachine(request: GcpMachineRequest): GcpMachineChoice;
export function chooseMachine(request: AzureMachineRequest): AzureMachineChoice;
export function chooseMachine(
  request: AwsMachineRequest | GcpMachineRequest | AzureMachineRequest,
): AwsMachineChoice | GcpMachineChoice | AzureMachineChoice {
  switch (request.cloud) {
    case "aws":
      return chooseAwsMachine(request);
    case "gcp":
      return chooseGcpMachine(request);
    case "azure":
      return chooseAzureMachine(request);
  }
}

export type { AwsMachineChoice, AwsMachineChoice as MachineChoice, AwsMachineRequest } from "./aws-machine.js";
export type { AzureMachineChoice, AzureMachineRequest } from "./azure-machine.js";
export type {
  GcpGpuMachineChoice,
  GcpMachineChoice,
  GcpMachineRequest,
  GcpTpuSliceChoice,
} from "./gcp-machine.js";
