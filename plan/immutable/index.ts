import type { ImmutableInputs } from "../diff.js";
import { AWS } from "./aws.js";
import { AZURE } from "./azure.js";
import { CLOUDFORMATION } from "./cloudformation.js";
import { GCP } from "./gcp.js";

/** What the clouds cannot change in place, of the types that the stacks use. */
export const immutableInputs: ImmutableInputs = { ...AWS, ...AZURE, ...CLOUDFORMATION, ...GCP };
