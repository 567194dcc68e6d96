import * as z from "zod";
import {
  armId,
  awsId,
  computeName,
  nativeText,
  reservationName,
  type Target,
  unlessRefused,
} from "./native-settings.js";
import {
  acceleratorList,
  always,
  choice,
  count,
  integer,
  isNumber,
  mapping,
  minutesBetween,
  timeOfDay,
  timezone,
} from "./setting-types.js";

function scheduleSchema(target: Target) {
  // An autoscaler of Google Cloud takes no shorter schedule.
  const shortest = target === "gcp" ? 5 : 1;
  return mapping({
    timezone: timezone
      .default("Etc/UTC")
      .describe("IANA time zone of start and stop, such as Europe/Berlin. Default: Etc/UTC."),
    start: timeOfDay.describe('Time of day at which machines start, "HH:MM".'),
    stop: timeOfDay.describe('Time of day at which the pool shrinks to machines.min, "HH:MM".'),
  }).refine(({ start, stop }) => !(minutesBetween(start, stop) < shortest), {
    ...always,
    path: ["stop"],
    message: target === "gcp" ? "5 minutes or more after start" : "another time than start",
  });
}

const SAMPLE_RESERVATION: Readonly<Record<Target, string>> = {
  aws: "an id such as cr-0a1b2c3d4e5f67890",
  gcp: "a name such as my-reservation",
  azure: "the id of a capacity reservation group",
  any: "an id on aws and azure, a name on gcp",
};

/** A pool of machines. */
export const poolSchema = (target: Target) =>
  mapping({
    accelerator: acceleratorList.describe(
      "Accelerator of a machine: a name, or names in order of preference. The first that the region offers is taken.",
    ),
    perMachine: integer(1, 16)
      .default(1)
      .describe("Accelerators in a machine, or chips in a slice of TPUs. Default: 1."),
    machines: count("machines", 1)
      .prefault({})
      .describe("How many machines the pool may have. It starts with min. Default: 0 to 1."),
    capacity: choice(["on-demand", "spot", "reservation"])
      .default("on-demand")
      .describe("How the machines are bought: on-demand, spot (may be taken back) or reservation. Default: on-demand."),
    reservation: nativeText(target, {
      aws: awsId("cr"),
      gcp: reservationName,
      azure: armId("Microsoft.Compute/capacityReservationGroups", "my-reservations"),
    })
      .describe(
        "The capacity reservation, for capacity: reservation only: on aws its id, such as cr-0a1b2c3d4e5f67890, " +
          "on gcp its name, on azure the ARM id of its group.",
      )
      .optional(),
    flexStart: unlessRefused(
      target,
      {
        aws: "which has no flex-start; the nearest is capacity: reservation",
        azure: "which has no flex-start; the nearest is capacity: reservation",
      },
      mapping({ hours: integer(1, 168).describe("Hours after which a machine is deleted, 1 to 168.") }),
    ).describe(
      "Machines that are queued for until all are there, and run for some hours; on gcp only, with on-demand " +
        "capacity and machines.min 0. Default: machines that run until stopped.",
    ),
    queued: unlessRefused(
      target,
      {
        aws: "which queues no machines; the nearest is capacity: reservation",
        azure: "which queues no machines; the nearest is capacity: reservation",
      },
      z.boolean("true or false"),
    ).describe(
      "Whether a slice of TPUs is asked for in a queue rather than had at once or not at all; on gcp only, with " +
        "on-demand capacity. Default: false.",
    ),
    rdma: z
      .boolean("true or false")
      .default(false)
      .describe("Whether machines reach each other's memory over the network, close to each other. Default: false."),
    schedule: scheduleSchema(target)
      .describe(
        "Starts and stops the machines every day. Default: no schedule; the outputs print the command to start.",
      )
      .optional(),
    image: nativeText(target, {
      aws: awsId("ami"),
      gcp: computeName("global/images", "my-image"),
      azure: armId("Microsoft.Compute/galleries/*/images/*/versions", "1.0.0"),
    })
      .describe(
        "A pinned machine image: on aws its id, such as ami-0a1b2c3d4e5f67890, on gcp its name, " +
          "projects/<project>/global/images/<image>, on azure the ARM id of a version in a gallery. Default: the " +
          "newest deep-learning image.",
      )
      .optional(),
  })
    .refine(({ capacity, reservation }) => capacity !== "reservation" || reservation !== undefined, {
      ...always,
      path: ["reservation"],
      message: `given for capacity: reservation, as ${SAMPLE_RESERVATION[target]}`,
    })
    .refine(({ capacity, reservation }) => capacity === "reservation" || reservation === undefined, {
      ...always,
      path: ["reservation"],
      message: "left out unless capacity is reservation",
    })
    .refine(({ capacity, flexStart }) => flexStart === undefined || capacity === "on-demand", {
      ...always,
      path: ["capacity"],
      message: "on-demand with flexStart, which is a way of buying of its own",
    })
    .refine(({ capacity, queued }) => queued !== true || capacity === "on-demand", {
      ...always,
      path: ["queued"],
      message: "left out unless capacity is on-demand",
    })
    .refine(({ schedule, flexStart }) => flexStart === undefined || schedule === undefined, {
      ...always,
      path: ["schedule"],
      message: "left out with flexStart, whose machines start on request; use capacity: spot with a schedule",
    })
    .refine(({ machines, flexStart }) => flexStart === undefined || !isNumber(machines?.min) || machines.min <= 0, {
      ...always,
      path: ["machines", "min"],
      message: "0 with flexStart, whose machines start on request",
    });
