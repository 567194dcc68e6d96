/** How Azure writes the name of a region. */
export const LOCATION = { pattern: /^[a-z]+\d?$/, shape: "a region's name such as swedencentral" } as const;
