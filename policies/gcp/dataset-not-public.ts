import { type Inputs, listOf } from "../../plan/inputs.js";
import { cisGcp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { isPublic } from "./iam-grant.js";

export const datasetNotPublic = rule({
  name: "gcp-dataset-not-public",
  description: "A BigQuery dataset is not open to everybody.",
  cloud: "gcp",
  severity: "critical",
  level: "mandatory",
  controls: [cisGcp("7.1"), owaspLlm(2)],
  remediation: "Name the users, groups or service accounts instead of allUsers and allAuthenticatedUsers.",
  url: "https://docs.cloud.google.com/bigquery/docs/control-access-to-resources-iam",
  scope: "resource",
  checks: {
    "gcp:bigquery/dataset:Dataset": ({ inputs }) =>
      ofEach(listOf(inputs.accesses), (access, index) => open(access, `accesses[${index}].`)),
    "gcp:bigquery/datasetAccess:DatasetAccess": ({ inputs }) => open(inputs, ""),
  },
});

function open(access: Inputs, where: string): Iterable<string> {
  return ofEach(["specialGroup", "iamMember"], (key) =>
    isPublic(access[key]) ? [`${where}${key} is ${access[key]}`] : [],
  );
}
