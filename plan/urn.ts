/** The parts of a URN: `urn:pulumi:<stack>::<project>::<type chain>::<name>`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The resource's own type, without its parents'. */
  readonly type: string;
  readonly name: string;
}

export function parseUrn(urn: string): UrnParts {
  const [stack = "", project = "", chain = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, type: chain.slice(chain.lastIndexOf("$") + 1), name: name.join("::") };
}

export const STACK_TYPE = "pulumi:pulumi:Stack";
