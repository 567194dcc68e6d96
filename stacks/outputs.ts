/** The name of a stack output: `outputName("my-chat", "url")` is `myChatUrl`. */
export function outputName(part: string, what: string): string {
  return `${part}-${what}`.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
}
