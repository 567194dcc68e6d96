import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Output properties of a resource type, by name, with their TypeScript types. */
type OutputTypes = ReadonlyMap<string, string>;

const known = new Map<string, OutputTypes>();

/** The typings file of a resource type: `aws:ec2/vpc:Vpc` is `@pulumi/aws/ec2/vpc.d.ts`. */
function typingsOf(type: string): string | undefined {
  const [pkg, module, name] = type.split(":");
  if (!pkg || !module || !name) return undefined;
  const file = module.includes("/") ? module : join(module, name.charAt(0).toLowerCase() + name.slice(1));
  try {
    return readFileSync(require.resolve(`@pulumi/${pkg}/${file}.d.ts`), "utf8");
  } catch {
    return undefined;
  }
}

function outputTypesOf(type: string): OutputTypes {
  let types = known.get(type);
  if (types === undefined) {
    const matches = typingsOf(type)?.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(.+)>;$/gm) ?? [];
    types = new Map([...matches].map(([, name = "", tsType = ""]) => [name, tsType]));
    known.set(type, types);
  }
  return types;
}

/**
 * Texts that stand for the outputs of a resource, by output: `<chat-role.arn>`, read from the provider's typings. Lists
 * of texts have one element; outputs of other shapes are left out.
 */
export function outputsOf(type: string, name: string): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  for (const [output, tsType] of outputTypesOf(type)) {
    const text = `<${name}.${output}>`;
    if (/^(string|number)( \| undefined)?$/.test(tsType)) outputs[output] = text;
    else if (/^string\[\]( \| undefined)?$/.test(tsType)) outputs[output] = [text];
  }
  return outputs;
}
