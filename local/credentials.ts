/** The embedded services take any credentials, but the protocols demand some. Not a secret: nothing checks them. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;
