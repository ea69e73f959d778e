import { createServer } from 'node:http';
import type { ConnectorStats } from './connector.ts';

// What `connector.ts` starts. Teams: 50 requests a second and tenant (platforms.md), here a bucket of 50 that fills at that speed.
const PER_SECOND = 50;
const stats: ConnectorStats = { posted: 0, refused: 0 };
let bucket = { left: PER_SECOND, at: performance.now() };

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    const now = performance.now();
    bucket = { left: Math.min(PER_SECOND, bucket.left + ((now - bucket.at) / 1_000) * PER_SECOND), at: now };
    if (bucket.left < 1) {
      stats.refused += 1;
      response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' });
      return void response.end('{"error":{"code":"TooManyRequests","message":"throttled"}}');
    }
    bucket.left -= 1;
    if (/^\/v3\/conversations\/[^/]+\/activities/.test(request.url ?? '')) {
      stats.posted += 1;
      stats.firstAt ??= now;
      stats.lastAt = now;
    }
    response.writeHead(201, { 'content-type': 'application/json' }).end(`{"id":"m${stats.posted}"}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
process.on('message', () => process.send?.(stats));
process.on('disconnect', () => process.exit());
