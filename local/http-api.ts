import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { listenNear, loopback } from './ports.ts';
import type { HttpRouteSpec } from './resources.ts';
import { localAccount } from './template.ts';

/** API Gateway ends a request after 30 s, and takes bodies up to 10 MB; nothing here has a body. */
const requestTimeoutMs = 30_000;

/** What API Gateway's HTTP API is on this machine: an address from the start, answering once it knows its routes. */
export interface HttpApi {
  readonly endpoint: string;
  /** Begins to answer. `invoke` calls a function by its ARN. */
  serve(routes: readonly HttpRouteSpec[], invoke: (functionArn: string, event: unknown) => Promise<unknown>): void;
  stop(): Promise<void>;
}

/** Listens on loopback, near `port`. Only what API Gateway does between a request and a function with payload 2.0; throttling and logs are left out. */
export async function startHttpApi(port: number): Promise<HttpApi> {
  let routes: readonly HttpRouteSpec[] = [];
  let invoke: (functionArn: string, event: unknown) => Promise<unknown> = () => Promise.reject(new Error('not ready'));
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    answer(request, response, routes, invoke).catch(() => tell(response, 500, 'Internal Server Error'));
  });
  const bound = await listenNear(port, (candidate) => listen(server, candidate));
  return {
    endpoint: `http://${loopback}:${bound}`,
    serve(known, call) {
      [routes, invoke] = [known, call];
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.removeListener('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: readonly HttpRouteSpec[],
  invoke: (functionArn: string, event: unknown) => Promise<unknown>,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? loopback}`);
  const found = routes.flatMap((route) => {
    const pathParameters = route.method === request.method ? matched(route.path, url.pathname) : undefined;
    return pathParameters ? [{ route, pathParameters }] : [];
  });
  const [first] = found;
  if (!first) return tell(response, 404, 'Not Found');
  const event = eventOf(request, url, first.route, first.pathParameters);
  const result = (await invoke(first.route.functionArn, event)) as APIGatewayProxyStructuredResultV2;
  response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string> | undefined);
  response.end(Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'));
}

/** The parameters of a path that fits a route as API Gateway writes it: `/v1/partners/{partnerId}/articles`. */
export function matched(route: string, path: string): Record<string, string> | undefined {
  const [parts, given] = [route.split('/'), path.split('/')];
  if (parts.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const value = given[index] ?? '';
    if (name === undefined ? part !== value : value === '') return undefined;
    if (name !== undefined) parameters[name] = value;
  }
  return parameters;
}

function eventOf(
  request: IncomingMessage,
  url: URL,
  { method, path }: HttpRouteSpec,
  pathParameters: Record<string, string>,
): APIGatewayProxyEventV2 {
  const routeKey = `${method} ${path}`;
  const query = Object.fromEntries(url.searchParams);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')]);
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...(Object.fromEntries(headers) as Record<string, string>), 'x-forwarded-proto': 'http' },
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    pathParameters,
    requestContext: {
      accountId: localAccount.accountId,
      apiId: 'local',
      domainName: url.host,
      domainPrefix: 'local',
      http: {
        method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? loopback,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    isBase64Encoded: false,
  };
}

function tell(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}
