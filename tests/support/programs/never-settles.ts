import { record } from "../../../plan/record.js";

/** Records a program whose promise nobody settles, in a process of its own. */
record(() => new Promise<never>(() => {}), { project: "p", stack: "s", config: {}, mode: "preview" }).catch(
  (error: unknown) => console.log(String(error)),
);
