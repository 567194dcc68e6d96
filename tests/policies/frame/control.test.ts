import { expect, test } from "vitest";
import { azurePolicy, cisGcp, fsbp, mcsb, nistAiRmf, orgPolicy, owaspLlm } from "../../../policies/control.js";

test.each([
  [
    fsbp("SageMaker.3"),
    "SageMaker.3",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html",
  ],
  [cisGcp("4.9"), "4.9", "https://www.cisecurity.org/benchmark/google_cloud_computing_platform"],
  [
    orgPolicy("compute.vmExternalIpAccess"),
    "constraints/compute.vmExternalIpAccess",
    "https://docs.cloud.google.com/organization-policy/reference/org-policy-constraints",
  ],
  [
    azurePolicy("fc4d8e41-e223-45ea-9bf5-eada37891d87"),
    "fc4d8e41-e223-45ea-9bf5-eada37891d87",
    "https://portal.azure.com/#view/Microsoft_Azure_Policy/PolicyDetailBlade/definitionId/%2Fproviders%2FMicrosoft.Authorization%2FpolicyDefinitions%2Ffc4d8e41-e223-45ea-9bf5-eada37891d87",
  ],
  [mcsb("NS-2"), "NS-2", "https://learn.microsoft.com/security/benchmark/azure/overview"],
  [owaspLlm(2), "LLM02:2025", "https://genai.owasp.org/llm-top-10/"],
  [owaspLlm(10), "LLM10:2025", "https://genai.owasp.org/llm-top-10/"],
  [nistAiRmf("MEASURE 2.7"), "MEASURE 2.7", "https://airc.nist.gov/airmf-resources/airmf/5-sec-core/"],
])("%j has the framework's own id, and a page", (control, id, url) => {
  expect(control).toMatchObject({ id, url });
});
