/**
 * The value that a text of the configuration stands for: the engine hands objects and lists to a program as JSON, and
 * `true` and `false` as texts. Anything else stays the text that it is.
 */
export function unpack(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
