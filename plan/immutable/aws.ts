import type { ImmutableInputs } from "../diff.js";

export const AWS: ImmutableInputs = {};
