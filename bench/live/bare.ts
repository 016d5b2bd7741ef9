// The limit: the same frames to as many streams from a server that knows nobody and keeps nothing.
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

const streams = new Set<Socket>();
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.removeHeader('transfer-encoding');
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', connection: 'close' });
    response.flushHeaders();
    request.socket.setNoDelay(true);
    streams.add(request.socket);
    response.on('close', () => streams.delete(request.socket));
    return;
  }
  const data = JSON.stringify({ kind: 'changed', subjects: [`matter:${request.url?.slice(1)}`] });
  const frame = Buffer.from(`id: 1234567-1790000000000\nevent: changed\ndata: ${data}\n\n`);
  for (const stream of streams) stream.write(frame);
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
