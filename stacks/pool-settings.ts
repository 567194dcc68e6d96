import * as z from "zod";
import {
  acceleratorList,
  always,
  awsId,
  choice,
  count,
  integer,
  mapping,
  timeOfDay,
  timezone,
} from "./setting-types.js";

/** A pool of machines. */
export const poolSchema = mapping({
  accelerator: acceleratorList.describe(
    "Accelerator of a machine: a name, or names in order of preference. The first that the region offers is taken.",
  ),
  perMachine: integer(1, 16).default(1).describe("Accelerators in a machine. Default: 1."),
  machines: count("machines", 1)
    .prefault({})
    .describe("How many machines the pool may have. It starts with min. Default: 0 to 1."),
  capacity: choice(["on-demand", "spot", "reservation"])
    .default("on-demand")
    .describe("How the machines are bought: on-demand, spot (may be taken back) or reservation. Default: on-demand."),
  reservation: awsId("cr")
    .describe("Id of the capacity reservation, such as cr-0a1b2c3d4e5f67890; for capacity: reservation only.")
    .optional(),
  rdma: z
    .boolean("true or false")
    .default(false)
    .describe("Whether machines reach each other's memory over the network, close to each other. Default: false."),
  schedule: mapping({
    timezone: timezone
      .default("Etc/UTC")
      .describe("IANA time zone of start and stop, such as Europe/Berlin. Default: Etc/UTC."),
    start: timeOfDay.describe('Time of day at which machines start, "HH:MM".'),
    stop: timeOfDay.describe('Time of day at which the pool shrinks to machines.min, "HH:MM".'),
  })
    .refine(({ start, stop }) => start === undefined || start !== stop, {
      ...always,
      path: ["stop"],
      message: "another time than start",
    })
    .describe("Starts and stops the machines every day. Default: no schedule; the outputs print the command to start.")
    .optional(),
  image: awsId("ami")
    .describe("Id of a pinned machine image, such as ami-0a1b2c3d4e5f67890. Default: the newest deep-learning image.")
    .optional(),
})
  .refine(({ capacity, reservation }) => capacity !== "reservation" || reservation !== undefined, {
    ...always,
    path: ["reservation"],
    message: "given for capacity: reservation, as an id such as cr-0a1b2c3d4e5f67890",
  })
  .refine(({ capacity, reservation }) => capacity === "reservation" || reservation === undefined, {
    ...always,
    path: ["reservation"],
    message: "left out unless capacity is reservation",
  });
