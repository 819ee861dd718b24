/**
 * Stands in for `@aws-sdk/credential-provider-node` in the functions' bundles (`infra/bundle.ts`). Lambda gives every function its role's
 * credentials in the environment, for as long as its container lives; the SDK's own chain (profiles, SSO, instance metadata) is a fourth of a
 * bundle, and loads at each cold start what a function never uses.
 */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The provider as the SDK's clients ask for it; throws, naming the variables, when the environment holds no credentials. */
export function defaultProvider(): () => Promise<Credentials> {
  return async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error('environment lacks AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: Lambda sets them from the role');
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  };
}
