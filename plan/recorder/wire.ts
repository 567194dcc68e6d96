/** Properties on their way to the engine. */
export type Properties = Readonly<Record<string, unknown>>;

/** The key that marks an object of a special kind; its value is one of {@link KINDS}. */
export const KIND = "4dabf18193072939515e22adb298388d";

export const KINDS = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
} as const;
