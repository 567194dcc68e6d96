import { nistAiRmf } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";
import { RUN_SERVICE, RUN_WORKER_POOL } from "./run.js";

export const deletionProtection = rule({
  name: "gcp-deletion-protection",
  description: "In prod what serves or stores is not deleted by one command.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [nistAiRmf("GOVERN 1.7")],
  remediation: "Set deletionProtection to true, or leave it out; set it to false in the deployment before the last.",
  url: "https://www.pulumi.com/registry/packages/gcp/api-docs/cloudrunv2/service/",
  scope: "resource",
  checks: alike(
    [
      RUN_SERVICE,
      RUN_WORKER_POOL,
      "gcp:container/cluster:Cluster",
      "gcp:alloydb/cluster:Cluster",
      "gcp:sql/databaseInstance:DatabaseInstance",
      "gcp:bigquery/table:Table",
    ],
    // The provider protects each of these where nothing is said of it.
    ({ inputs, kept }: Resource) => {
      if (!kept) return undefined;
      return inputs.deletionProtection === false ? ["deletionProtection is false"] : [];
    },
  ),
});
