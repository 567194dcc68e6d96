import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Output properties of a resource type, by name, with their TypeScript types. */
type OutputTypes = ReadonlyMap<string, string>;

const known = new Map<string, OutputTypes>();

/**
 * The typings of a resource type or function: of `aws:ec2/vpc:Vpc` they are in `@pulumi/aws/ec2/vpc.d.ts`, of
 * `azure-native:network:VpnSite` in `@pulumi/azure-native/network/vpnSite.d.ts`, of `gcp:tpu/v2Vm:V2Vm` in
 * `@pulumi/gcp/tpu/v2vm.d.ts`.
 */
function typingsOf(token: string): string | undefined {
  const [pkg = "", module = "", name = ""] = token.split(":");
  const file = module.slice(module.lastIndexOf("/") + 1);
  const folder = file.toLowerCase() === name.toLowerCase() ? module.slice(0, -file.length - 1) : module;
  const lowered = [/^[A-Z]+/, /^[^a-z]+/].map((start) => name.replace(start, (letters) => letters.toLowerCase()));
  for (const candidate of [file, ...lowered]) {
    const path = join(folder, candidate).replace(/^index\//, "");
    try {
      return readFileSync(require.resolve(`@pulumi/${pkg}/${path}.d.ts`), "utf8");
    } catch {} // the next spelling
  }
  return undefined;
}

/** Outputs of a resource are members of its class; those of a function are members of an interface. */
const OUTPUT = /^ {4}readonly (\w+): pulumi\.Output<(.+)>;$/gm;
const RESULT = /^ {4}readonly (\w+)\??: (.+);$/gm;

function typesOf(token: string, member: RegExp): OutputTypes {
  let types = known.get(token);
  if (types === undefined) {
    let typings = typingsOf(token) ?? "";
    if (member === RESULT) typings = /^export interface \w+Result \{$[\s\S]*?^\}$/m.exec(typings)?.[0] ?? "";
    types = new Map([...typings.matchAll(member)].map(([, name = "", tsType = ""]) => [name, tsType]));
    known.set(token, types);
  }
  return types;
}

function texts(types: OutputTypes, name: string): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  for (const [output, tsType] of types) {
    const text = `<${name}.${output}>`;
    if (/^(string|number)( \| undefined)?$/.test(tsType)) outputs[output] = text;
    else if (/^string\[\]( \| undefined)?$/.test(tsType)) outputs[output] = [text];
  }
  return outputs;
}

/**
 * Texts that stand for the outputs of a resource, by output: `<chat-role.arn>`, read from the provider's typings.
 * Numbers are texts, too; lists of texts have one element; outputs of other shapes are left out.
 */
export function outputsOf(type: string, name: string): Record<string, unknown> {
  return texts(typesOf(type, OUTPUT), name);
}

/** The same for what a function answers: `<getParameter.value>`. */
export function resultOf(token: string): Record<string, unknown> {
  return texts(typesOf(token, RESULT), token.slice(token.lastIndexOf(":") + 1));
}
