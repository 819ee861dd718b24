/**
 * What a person can do about an error of an AWS call, in one line; undefined for one that is no matter of the person's set-up. Told by the
 * error's code alone, never by its message. Holds for every client of the SDK.
 */
export function explainAwsError(error: unknown): string | undefined {
  const codes = codesOf(error);
  return explanations.find(([names]) => names.some((name) => codes.has(name)))?.[1];
}

const explanations: readonly (readonly [readonly string[], string])[] = [
  [
    ['CredentialsProviderError'],
    'no AWS credentials: sign in (aws sso login), set AWS_PROFILE, or give --profile NAME',
  ],
  [
    ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired'],
    'the AWS credentials have expired: sign in again (aws sso login), or renew AWS_SESSION_TOKEN',
  ],
  [
    [
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'InvalidAccessKeyId',
      'SignatureDoesNotMatch',
      'AuthFailure',
      'InvalidSignatureException',
    ],
    'AWS does not accept these credentials: look at aws sts get-caller-identity, or give --profile NAME',
  ],
  [
    ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationError'],
    'these AWS credentials may not do that: use the stack’s operator role, or ask who runs the account',
  ],
  [['RequestTimeTooSkewed'], 'this machine’s clock is wrong by minutes: set it, then try again'],
  [
    ['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', 'EHOSTUNREACH', 'TimeoutError'],
    'AWS cannot be reached from here: look at the network, the region, and AWS_ENDPOINT_URL if it is set',
  ],
  [
    ['ResourceNotFoundException', 'NoSuchBucket', 'QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
    'a part of the stack is not there: look whether it is being deployed or removed, then try again',
  ],
];

/** An error's own names, and those of what caused it: a refused connection hides in the cause. */
function codesOf(error: unknown): ReadonlySet<string> {
  const codes = new Set<string>();
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    codes.add(at.name);
    const { code, Code, errors } = at as { code?: unknown; Code?: unknown; errors?: unknown };
    for (const text of [code, Code]) if (typeof text === 'string') codes.add(text);
    // Node tries every address of a name, and tells of all.
    if (Array.isArray(errors)) for (const one of errors) codes.add(String((one as { code?: unknown }).code));
  }
  return codes;
}
