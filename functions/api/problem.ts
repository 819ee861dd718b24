/** What can go wrong with a request, by the code that answers carry. Contract with partners. */
const problems = {
  UNAUTHORIZED: { status: 401, title: 'no token that opens this' },
  PULL_NOT_ALLOWED: { status: 403, title: 'fetching is not allowed for this partner' },
  PARTNER_PAUSED: { status: 403, title: 'the partner was paused by an operator' },
  BAD_PARAMETER: { status: 400, title: 'a parameter cannot be read' },
  NOT_FOUND: { status: 404, title: 'there is nothing here' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'only GET is answered' },
  INTERNAL: { status: 500, title: 'a fault of ours: try again in a minute' },
} as const;

export type ProblemCode = keyof typeof problems;

/** An answer that says what is wrong (RFC 9457), and nothing of what is inside. */
export function problem(code: ProblemCode, detail?: string, headers: Readonly<Record<string, string>> = {}): Response {
  const { status, title } = problems[code];
  const body = { type: 'about:blank', title, status, code, ...(detail === undefined ? {} : { detail }) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}
