import * as pulumi from "@pulumi/pulumi";

/** Tags as Cloud Control takes them, sorted, so that their order in the program changes nothing. */
export function tagList(
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
): pulumi.Output<{ Key: string; Value: string }[]> | undefined {
  if (tags === undefined) return undefined;
  return pulumi.output(tags).apply((record) =>
    Object.entries(record)
      .map(([Key, Value]) => ({ Key, Value }))
      .sort((a, b) => (a.Key < b.Key ? -1 : 1)),
  );
}
