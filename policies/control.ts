/** A control of a public framework. */
export interface Control {
  readonly framework: string;
  readonly version: string;
  /** The control's own id: `SageMaker.3`, `LLM10:2025`. */
  readonly id: string;
  readonly url: string;
}

/** AWS Foundational Security Best Practices, as Security Hub numbers its controls. @param id such as `SageMaker.3` */
export function fsbp(id: string): Control {
  return {
    framework: "AWS FSBP",
    version: "1.0.0",
    id,
    url: `https://docs.aws.amazon.com/securityhub/latest/userguide/${id.split(".")[0]?.toLowerCase()}-controls.html`,
  };
}

/** A control of AWS Security Hub outside FSBP, in its standard for NIST SP 800-53. @param id such as `S3.14` */
export function securityHub(id: string): Control {
  return { ...fsbp(id), framework: "AWS Security Hub", version: "NIST SP 800-53 r5" };
}

/** CIS Google Cloud Platform Foundation Benchmark. @param id such as `4.9` */
export function cisGcp(id: string): Control {
  return {
    framework: "CIS Google Cloud Foundations",
    version: "5.0.0",
    id,
    url: "https://www.cisecurity.org/benchmark/google_cloud_computing_platform",
  };
}

/** A constraint of Google Cloud's organisation policy. @param id such as `compute.vmExternalIpAccess` */
export function orgPolicy(id: string): Control {
  return {
    framework: "Google Cloud organization policy",
    version: "v2",
    id: `constraints/${id}`,
    url: "https://docs.cloud.google.com/organization-policy/reference/org-policy-constraints",
  };
}

/** A built-in definition of Azure Policy. @param id of the definition, a UUID */
export function azurePolicy(id: string): Control {
  return {
    framework: "Azure Policy",
    version: "built-in",
    id,
    url: `https://portal.azure.com/#view/Microsoft_Azure_Policy/PolicyDetailBlade/definitionId/%2Fproviders%2FMicrosoft.Authorization%2FpolicyDefinitions%2F${id}`,
  };
}

/** CIS Microsoft Azure Foundations Benchmark. @param id such as `10.1` */
export function cisAzure(id: string): Control {
  return {
    framework: "CIS Microsoft Azure Foundations",
    version: "2.0.0",
    id,
    url: "https://www.cisecurity.org/benchmark/azure",
  };
}

/** Microsoft cloud security benchmark. @param id such as `NS-2` */
export function mcsb(id: string): Control {
  return {
    framework: "Microsoft cloud security benchmark",
    version: "1",
    id,
    url: "https://learn.microsoft.com/security/benchmark/azure/overview",
  };
}

/** OWASP Top 10 for LLM applications. @param number 1 to 10 */
export function owaspLlm(number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10): Control {
  return {
    framework: "OWASP LLM Top 10",
    version: "2025",
    id: `LLM${String(number).padStart(2, "0")}:2025`,
    url: "https://genai.owasp.org/llm-top-10/",
  };
}

/** NIST AI Risk Management Framework. @param id of the subcategory, such as `MEASURE 2.7` */
export function nistAiRmf(id: string): Control {
  return {
    framework: "NIST AI RMF",
    version: "1.0",
    id,
    url: "https://airc.nist.gov/airmf-resources/airmf/5-sec-core/",
  };
}
