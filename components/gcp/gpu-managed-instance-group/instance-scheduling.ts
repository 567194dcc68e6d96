import type * as pulumi from "@pulumi/pulumi";

export const PROVISIONING_MODELS = ["STANDARD", "SPOT", "FLEX_START", "RESERVATION_BOUND"] as const;

/** How Compute Engine provides a machine. */
export type ProvisioningModel = (typeof PROVISIONING_MODELS)[number];

const RESERVATION_KEY = "compute.googleapis.com/reservation-name";

interface InstanceSchedulingArgs {
  readonly provisioningModel: ProvisioningModel;
  readonly reservationName: pulumi.Input<string> | undefined;
  readonly maxRunDurationSec: number | undefined;
}

/**
 * What an instance template says about how its machines are had and what ends them. A machine with GPUs cannot move to
 * another host, so maintenance ends it.
 *
 * @see https://docs.cloud.google.com/compute/docs/instances/provisioning-models
 */
export function instanceScheduling({ provisioningModel, reservationName, maxRunDurationSec }: InstanceSchedulingArgs) {
  const terminate = { provisioningModel, onHostMaintenance: "TERMINATE" };
  const specific =
    reservationName === undefined
      ? undefined
      : {
          type: "SPECIFIC_RESERVATION",
          specificReservation: { key: RESERVATION_KEY, values: [reservationName] },
        };
  switch (provisioningModel) {
    case "STANDARD":
      return { scheduling: { ...terminate, automaticRestart: true }, reservationAffinity: specific };
    case "SPOT":
      return {
        scheduling: { ...terminate, preemptible: true, automaticRestart: false, instanceTerminationAction: "DELETE" },
      };
    case "FLEX_START":
      return {
        scheduling: {
          ...terminate,
          automaticRestart: false,
          instanceTerminationAction: "DELETE",
          maxRunDuration: maxRunDurationSec === undefined ? undefined : { seconds: maxRunDurationSec },
        },
        reservationAffinity: { type: "NO_RESERVATION" },
      };
    case "RESERVATION_BOUND":
      return {
        scheduling: { ...terminate, automaticRestart: true, instanceTerminationAction: "DELETE" },
        reservationAffinity: specific,
      };
  }
}
