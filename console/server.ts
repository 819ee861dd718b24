import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { StackChoice } from '../shared/stack/connect-stack.ts';
import { access } from './access.ts';
import { consoleApp } from './app.ts';
import { stackLink } from './stack.ts';

export interface ConsoleServer {
  /** The address that lets a browser in; it holds the key. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface ConsoleOptions extends StackChoice {
  /** 0 takes any free one. */
  readonly port: number;
  readonly report: (error: unknown) => void;
}

/** Loopback only: whoever wants it elsewhere forwards the port by SSH, and keeps its credentials at home. */
const host = '127.0.0.1';

/** Connects to the stack and serves the console on this machine. Throws `StackUnreachable`, and the error of a port that is taken. */
export async function startConsole(options: ConsoleOptions): Promise<ConsoleServer> {
  const link = stackLink(options);
  const stack = await link.open();
  let port = 0;
  const guard = access({ port: () => port });
  const isLocal = stack.kind === 'local';
  const app = consoleApp({
    link,
    stackName: isLocal ? 'local stack' : [stack.name, stack.region].filter(Boolean).join(' · '),
    isLocal,
    access: guard,
    now: Date.now,
    newId: randomUUID,
    report: options.report,
  });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const opened = serve({ fetch: app.fetch, hostname: host, port: options.port }, () => resolve(opened));
    opened.once('error', reject);
  });
  ({ port } = server.address() as AddressInfo);
  return {
    url: `http://${host}:${port}${guard.entryPath}`,
    port,
    async stop() {
      // Live pages never end by themselves.
      const closed = new Promise((resolve) => server.close(resolve));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      link.close();
    },
  };
}
