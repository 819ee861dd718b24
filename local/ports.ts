/** Where the local stack listens: loopback only, never on the network. */
export const loopback = '127.0.0.1';

/** The port of the S3 and SQS protocols, unless it is taken. */
export const defaultPort = 4599;

/** Ports tried from the preferred one on before the system chooses. */
const portsTried = 20;

/**
 * Listens on `preferredPort`, or on the next free one after it, or on any when all those near it are taken.
 * `listen` starts the server and rejects with EADDRINUSE where the port is taken. Returns the port it got.
 */
export async function listenNear(preferredPort: number, listen: (port: number) => Promise<number>): Promise<number> {
  if (preferredPort === 0) return listen(0);
  for (let port = preferredPort; port < Math.min(preferredPort + portsTried, 65_536); port++) {
    try {
      return await listen(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return listen(0);
}
