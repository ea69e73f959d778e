/**
 * A text for the log without what it may quote: parsers and databases quote the value that they stumbled over, and that may be what somebody
 * wrote. Tokens and the passwords of URLs are left out as well.
 */
export function withoutQuotes(text: string): string {
  return text
    .replace(/".*"/gs, '"…"')
    .replace(/\bx(?:ox[a-z]|app)-[\w-]+/g, '…')
    .replace(/\beyJ[\w-]+(?:\.[\w-]*)*/g, '…')
    .replace(/:\/\/[^\s/@]+@/g, '://…@');
}
