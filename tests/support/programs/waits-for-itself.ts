import * as pulumi from "@pulumi/pulumi";
import { record } from "../../../plan/record.js";

/** Records a program in which two resources wait for each other, in a process of its own. */
async function program(): Promise<void> {
  const late: { resource?: pulumi.Resource } = {};
  const first = new pulumi.ComponentResource("t:i:C", "first", {
    other: new Promise((resolve) => setTimeout(() => resolve(late.resource?.urn))),
  });
  late.resource = new pulumi.ComponentResource("t:i:C", "second", { other: first.urn });
}

record(program, { project: "p", stack: "s", config: {}, mode: "preview" }).catch((error: unknown) =>
  console.log(String(error)),
);
