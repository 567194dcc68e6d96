import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { opened } from "../../plan/property-path.js";

/** The statements of a policy document, which is JSON text or an object; none of what is no such document. */
export function statementsOf(document: unknown): Inputs[] {
  const { Statement } = objectOf(opened(document));
  return Array.isArray(Statement) ? listOf(Statement) : [objectOf(Statement)];
}

/** Texts where IAM takes one or a list of them. */
export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? [...value] : [value]).filter((text) => typeof text === "string");
}

/** Whether a statement lets in anybody: it allows, names everybody, and has no condition that says who or from where. */
export function letsInEverybody(statement: Inputs): boolean {
  if (statement.Effect !== "Allow") return false;
  return ("NotPrincipal" in statement || isEverybody(statement.Principal)) && !saysWho(objectOf(statement.Condition));
}

/** Whether a principal is everybody: `*`, or `*` of a kind. */
export function isEverybody(principal: unknown): boolean {
  return principal === "*" || Object.values(objectOf(principal)).some((named) => textsOf(named).includes("*"));
}

/**
 * Condition keys that hold callers to an account, an organization, a resource or a network.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const WHO = new Set(
  [
    ...["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid"],
    ...["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner"],
    ...["aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce"],
    ...["kms:CallerAccount", "s3:DataAccessPointAccount", "s3:DataAccessPointArn"],
  ].map((key) => key.toLowerCase()),
);

/** Operators that want a key to be there and to have a value; `...IfExists` and `...Not...` let others pass. */
const EQUAL = /^(ForAnyValue:)?(String(Equals|Like|EqualsIgnoreCase)|Arn(Equals|Like)|IpAddress)$/;

function saysWho(condition: Inputs): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      EQUAL.test(operator) &&
      Object.entries(objectOf(keys)).some(
        ([key, values]) => WHO.has(key.toLowerCase()) && !textsOf(values).some((value) => /^\*+$|\/0$/.test(value)),
      ),
  );
}
