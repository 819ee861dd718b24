/** Text as HTML content or as an attribute in double quotes. */
export function escapeHtml(text: string): string {
  // Most texts hold nothing to escape: one look instead of five copies.
  if (!/[&<>"\u00a0]/.test(text)) return text;
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\u00a0/g, '&nbsp;');
}
