import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server of one test: on loopback, on a free port, closed with all its connections when the test ends. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /** Connections accepted so far. */
  readonly sockets: net.Socket[];
}

/** An HTTP server; `handle` is called when a request was read to its end. */
export async function serveHttp(
  handle: (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void,
): Promise<LoopbackServer> {
  return listen(
    http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => handle(request, response, Buffer.concat(chunks).toString()));
    }),
  );
}

/** A server that speaks whatever `handle` writes. */
export function serveTcp(handle: (socket: net.Socket) => void): Promise<LoopbackServer> {
  return listen(net.createServer(handle));
}

/** Listens on loopback, and closes when the test ends. */
export async function listen(server: net.Server, scheme: 'http' | 'https' = 'http'): Promise<LoopbackServer> {
  const sockets: net.Socket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket);
    // A test that breaks a connection breaks it for the server, too.
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `${scheme}://127.0.0.1:${port}/hook`, sockets };
}

/** Resolves when the connection is closed, however it ended. */
export function closing(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** A port of loopback where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
